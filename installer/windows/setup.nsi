; The wizard: puts the staged folder on a workstation for one Windows account, without administrator rights.
; Given by the build: VERSION, STAGE, OUT, SIZE_KB; RELEASE for the small and slow compression.
Target amd64-unicode
Unicode true
!ifdef RELEASE
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!else
  SetCompressor zlib
!endif
SetDateSave off ; the same files make the same setup.exe
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include Sections.nsh

!define OLDEST_BUILD 17763 ; Windows 10 1809
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Zhipai"
!define PACKAGE_CLASS "Zhipai.Package"
!define STATE "$LOCALAPPDATA\zhipai"

!define REFUSED_SYSTEM 10
!define REFUSED_RUNNING 11
!define REFUSED_FOLDER 12
!define FAILED_WRITING 13

Name "$(NAME)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Zhipai"
InstallDirRegKey HKCU "Software\Zhipai" "InstallDir"
BrandingText "Zhipai ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Zhipai"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Zhipai setup"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

!define MUI_ICON "zhipai.ico"
!define MUI_UNICON "zhipai.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "wizard.bmp"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\zhipaiw.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(RUN)"
!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString NAME ${LANG_SIMPCHINESE} "址牌"
LangString NAME ${LANG_ENGLISH} "Zhipai"
LangString RUN ${LANG_SIMPCHINESE} "启动址牌"
LangString RUN ${LANG_ENGLISH} "Start Zhipai"
LangString PROGRAM ${LANG_SIMPCHINESE} "程序"
LangString PROGRAM ${LANG_ENGLISH} "Program"
LangString DESKTOP_LINK ${LANG_SIMPCHINESE} "桌面快捷方式"
LangString DESKTOP_LINK ${LANG_ENGLISH} "Shortcut on the desktop"
LangString DATA ${LANG_SIMPCHINESE} "同时删除本机的数据（不可恢复）"
LangString DATA ${LANG_ENGLISH} "Delete the data too (cannot be undone)"
LangString PACKAGE ${LANG_SIMPCHINESE} "址牌检查包"
LangString PACKAGE ${LANG_ENGLISH} "Zhipai inspection package"
LangString CONSOLE ${LANG_SIMPCHINESE} "址牌命令行"
LangString CONSOLE ${LANG_ENGLISH} "Zhipai command line"
LangString BITS ${LANG_SIMPCHINESE} "这台电脑的 Windows 是 32 位的。址牌需要 64 位的 Windows 10（1809 或更新）或 Windows 11。没有安装任何东西。"
LangString BITS ${LANG_ENGLISH} "This computer runs 32-bit Windows. Zhipai needs 64-bit Windows 10 (1809 or newer) or Windows 11. Nothing was installed."
LangString TOO_OLD ${LANG_SIMPCHINESE} "这台电脑的 Windows 太旧。址牌需要 Windows 10 1809（2018 年 10 月更新）或更新的版本。没有安装任何东西。"
LangString TOO_OLD ${LANG_ENGLISH} "This Windows is too old. Zhipai needs Windows 10 1809 (October 2018 Update) or newer. Nothing was installed."
LangString RUNNING ${LANG_SIMPCHINESE} "址牌正在运行。请先关闭它（数据会自动保存），再按“重试”。"
LangString RUNNING ${LANG_ENGLISH} "Zhipai is running. Please close it (your data are saved), then press Retry."
LangString OCCUPIED ${LANG_SIMPCHINESE} "这个文件夹里已有别的东西：$INSTDIR。请选一个空文件夹。"
LangString OCCUPIED ${LANG_ENGLISH} "There are other things in this folder: $INSTDIR. Please choose an empty one."
LangString UNWRITTEN ${LANG_SIMPCHINESE} "有文件没能写入 $INSTDIR（磁盘已满，或被安全软件拦截）。请排除原因后重新运行安装程序；数据不受影响。"
LangString UNWRITTEN ${LANG_ENGLISH} "Some files could not be written to $INSTDIR (disk full, or stopped by security software). Remove the cause and run setup again; your data are not touched."
LangString REALLY ${LANG_SIMPCHINESE} "真的要删除这里的库和附件吗？$\n$\n$R9$\n$\n同一台电脑上其他 Windows 账户用的也是它。删除后无法恢复。"
LangString REALLY ${LANG_ENGLISH} "Really delete the register and its attachments here?$\n$\n$R9$\n$\nOther Windows accounts of this computer use it too. This cannot be undone."

!macro CHECK_SYSTEM
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(BITS)" /SD IDOK
    SetErrorLevel ${REFUSED_SYSTEM}
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel ${REFUSED_SYSTEM}
    Quit
  ${EndIf}
!macroend

; A loaded library cannot be opened for writing, whichever of our programs or worker processes has loaded it.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
  StrCpy $R1 0
  again:
  IfFileExists "$INSTDIR\python\python311.dll" 0 free
  ClearErrors
  FileOpen $R0 "$INSTDIR\python\python311.dll" a
  IfErrors busy
  FileClose $R0
  Goto free
  busy:
  ${If} ${Silent}
    IntOp $R1 $R1 + 1
    ${If} $R1 <= 20 ; ten seconds
      Sleep 500
      Goto again
    ${EndIf}
  ${Else}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDRETRY again
  ${EndIf}
  SetErrorLevel ${REFUSED_RUNNING}
  Quit
  free:
  ClearErrors
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

; Only what setup put there; nothing else in the folder is touched.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\licenses"
  Delete "$INSTDIR\zhipai.exe"
  Delete "$INSTDIR\zhipaiw.exe"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\files.sha256"
!macroend

Function .onInit
  SetShellVarContext current
  !insertmacro CHECK_SYSTEM
FunctionEnd

Function RefuseOccupiedFolder
  IfFileExists "$INSTDIR\files.sha256" done
  IfFileExists "$INSTDIR\uninstall.exe" done
  ${DirState} "$INSTDIR" $R0
  ${If} $R0 == 1
    MessageBox MB_OK|MB_ICONSTOP "$(OCCUPIED)" /SD IDOK
    SetErrorLevel ${REFUSED_FOLDER}
    Quit
  ${EndIf}
  done:
FunctionEnd

Section "$(PROGRAM)" program
  SectionIn RO
  Call RefuseOccupiedFolder
  Call WaitUntilClosed
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ClearErrors
  File /r "${STAGE}/*"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(UNWRITTEN)" /SD IDOK
    SetErrorLevel ${FAILED_WRITING}
    Quit
  ${EndIf}

  WriteRegStr HKCU "Software\Zhipai" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.zpk" "" "${PACKAGE_CLASS}"
  WriteRegStr HKCU "Software\Classes\${PACKAGE_CLASS}" "" "$(PACKAGE)"
  WriteRegStr HKCU "Software\Classes\${PACKAGE_CLASS}\DefaultIcon" "" "$INSTDIR\zhipaiw.exe,0"
  WriteRegStr HKCU "Software\Classes\${PACKAGE_CLASS}\shell\open\command" "" '"$INSTDIR\zhipaiw.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "$(NAME)"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\zhipaiw.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Zhipai"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  CreateDirectory "$SMPROGRAMS\址牌"
  CreateShortCut "$SMPROGRAMS\址牌\址牌.lnk" "$INSTDIR\zhipaiw.exe"
  CreateShortCut "$SMPROGRAMS\址牌\$(CONSOLE).lnk" "$SYSDIR\cmd.exe" '/k "$INSTDIR\zhipai.exe" --help' "$INSTDIR\zhipai.exe"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "$(DESKTOP_LINK)" desktop_link
  CreateShortCut "$DESKTOP\址牌.lnk" "$INSTDIR\zhipaiw.exe"
SectionEnd

Section "un.$(PROGRAM)" un_program
  SectionIn RO
  Call un.WaitUntilClosed
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP" ; a folder that is somebody's working folder cannot be removed
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\址牌"
  Delete "$DESKTOP\址牌.lnk"
  ReadRegStr $R0 HKCU "Software\Classes\.zpk" ""
  ${If} $R0 == "${PACKAGE_CLASS}"
    DeleteRegKey HKCU "Software\Classes\.zpk"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${PACKAGE_CLASS}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\Zhipai"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section /o "un.$(DATA)" un_data
  Call un.FindData
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(REALLY)" /SD IDYES IDYES really
  Return
  really:
  Delete "$R9\zhipai.db"
  Delete "$R9\zhipai.db-wal"
  Delete "$R9\zhipai.db-shm"
  Delete "$R9\zhipai.db.lock"
  RMDir "$R9"
  RMDir /r "${STATE}"
SectionEnd

; The data folder that was chosen at the first start stands in a file that the program writes as UTF-16 for us.
Function un.FindData
  StrCpy $R9 "${STATE}"
  ClearErrors
  FileOpen $R0 "${STATE}\data-folder.txt" r
  ${IfNot} ${Errors}
    FileReadUTF16LE $R0 $R9
    FileClose $R0
    ${If} $R9 == ""
      StrCpy $R9 "${STATE}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext current
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DELETEDATA" $R1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${un_data}
  ${EndIf}
FunctionEnd
