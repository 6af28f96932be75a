<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
    <context>
        <name>about</name>
        <message>
            <source>关于址牌</source>
            <translation>About Zhipai</translation>
        </message>
        <message>
            <source>址牌</source>
            <translation>Zhipai</translation>
        </message>
        <message>
            <source>区民政局标准地址与二维码门牌工作台</source>
            <translation>The standard-address and QR-plate desk of a district civil-affairs office</translation>
        </message>
        <message>
            <source>Apache-2.0 许可。随附字体：Noto Sans SC（OFL）、花园明朝（OFL）。</source>
            <translation>Apache-2.0 licence. Fonts included: Noto Sans SC (OFL), Hanazono Mincho (OFL).</translation>
        </message>
        <message>
            <source>未安装，在源码目录中运行</source>
            <translation>not installed, running from a checkout</translation>
        </message>
        <message>
            <source>版本：{text}</source>
            <translation>Version: {text}</translation>
        </message>
        <message>
            <source>地址库：{text}，结构 {schema}</source>
            <translation>Register: {text}, schema {schema}</translation>
        </message>
        <message>
            <source>运行环境：Python {python}，Qt {qt}</source>
            <translation>Runs on Python {python}, Qt {qt}</translation>
        </message>
        <message>
            <source>系统：{text}</source>
            <translation>System: {text}</translation>
        </message>
    </context>
    <context>
        <name>addresses</name>
        <message>
            <source>导出列表</source>
            <translation>Export the list</translation>
        </message>
        <message>
            <source>Excel 工作簿 (*.xlsx)</source>
            <translation>Excel workbook (*.xlsx)</translation>
        </message>
        <message>
            <source>地址树</source>
            <translation>Address tree</translation>
        </message>
        <message>
            <source>下级列表</source>
            <translation>List of children</translation>
        </message>
        <message>
            <source>地址详情</source>
            <translation>Address details</translation>
        </message>
        <message>
            <source>当前列表是空的，没有可导出的内容。</source>
            <translation>The list is empty; there is nothing to export.</translation>
        </message>
        <message>
            <source>{name}地址列表</source>
            <translation>Addresses of {name}</translation>
        </message>
        <message>
            <source>已复制 {n} 条</source>
            <translation>{n} lines copied</translation>
        </message>
        <message>
            <source>已导出 {n} 条到 {file}</source>
            <translation>{n} lines exported to {file}</translation>
        </message>
        <message>
            <source>筛选本列表（Ctrl+F）</source>
            <translation>Filter this list (Ctrl+F)</translation>
        </message>
        <message>
            <source>清除筛选(&amp;L)</source>
            <translation>C&amp;lear filter</translation>
        </message>
        <message>
            <source>{shown} / {whole} 条</source>
            <translation>{shown} of {whole}</translation>
        </message>
        <message>
            <source>{whole} 条</source>
            <translation>{whole} lines</translation>
        </message>
        <message>
            <source>没有符合筛选的条目</source>
            <translation>Nothing matches the filter</translation>
        </message>
        <message>
            <source>换一个词，或清除筛选。</source>
            <translation>Try another word, or clear the filter.</translation>
        </message>
        <message>
            <source>请在左边选择一个区域</source>
            <translation>Choose an area on the left</translation>
        </message>
        <message>
            <source>也可以按 Ctrl+K 直接查找地址。</source>
            <translation>Or press Ctrl+K to search for an address.</translation>
        </message>
        <message>
            <source>这里还没有地址</source>
            <translation>There are no addresses here yet</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>代码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>地址数</source>
            <translation>Addresses</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>Place name</translation>
        </message>
        <message>
            <source>类别</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>拼音</source>
            <translation>Pinyin</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>下级</source>
            <translation>Below</translation>
        </message>
        <message>
            <source>级别</source>
            <translation>Level</translation>
        </message>
        <message>
            <source>法律状态</source>
            <translation>Legal state</translation>
        </message>
        <message>
            <source>赋码</source>
            <translation>Police code</translation>
        </message>
        <message>
            <source>存在</source>
            <translation>Exists</translation>
        </message>
        <message>
            <source>标注</source>
            <translation>On the map</translation>
        </message>
        <message>
            <source>标准地址</source>
            <translation>Standard address</translation>
        </message>
        <message>
            <source>数量</source>
            <translation>Count</translation>
        </message>
        <message>
            <source>只列出前 {n} 条，请输入更多字。回车定位。</source>
            <translation>Only the first {n} are listed; type more. Enter reveals.</translation>
        </message>
        <message>
            <source>{n} 条。上下键选择，回车定位，Esc 关闭。</source>
            <translation>{n} found. Arrows choose, Enter reveals, Esc closes.</translation>
        </message>
        <message>
            <source>读取行政区划</source>
            <translation>Reading the districts</translation>
        </message>
        <message>
            <source>读取地名</source>
            <translation>Reading place names</translation>
        </message>
        <message>
            <source>读取下级地址</source>
            <translation>Reading addresses below</translation>
        </message>
        <message>
            <source>读取地址</source>
            <translation>Reading addresses</translation>
        </message>
        <message>
            <source>读取地址详情</source>
            <translation>Reading the details</translation>
        </message>
        <message>
            <source>查找地址</source>
            <translation>Searching addresses</translation>
        </message>
        <message>
            <source>定位地址</source>
            <translation>Going to the address</translation>
        </message>
        <message>
            <source>没有选中地址</source>
            <translation>No address is selected</translation>
        </message>
        <message>
            <source>在左边或中间选中一项，这里显示它的全部信息。</source>
            <translation>Select a line on the left or in the middle; everything about it is shown here.</translation>
        </message>
        <message>
            <source>区</source>
            <translation>District</translation>
        </message>
        <message>
            <source>镇街</source>
            <translation>Subdistrict</translation>
        </message>
        <message>
            <source>社区（村居）</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>区划代码</source>
            <translation>Division code</translation>
        </message>
        <message>
            <source>本社区下级</source>
            <translation>Below, in this community</translation>
        </message>
        <message>
            <source>社区</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>街侧</source>
            <translation>Side of the street</translation>
        </message>
        <message>
            <source>楼层</source>
            <translation>Floor</translation>
        </message>
        <message>
            <source>启用日期</source>
            <translation>In force since</translation>
        </message>
        <message>
            <source>上级</source>
            <translation>Above</translation>
        </message>
        <message>
            <source>位置</source>
            <translation>Where it lies</translation>
        </message>
        <message>
            <source>编码与二维码</source>
            <translation>Code and QR</translation>
        </message>
        <message>
            <source>本系统编号</source>
            <translation>Our own id</translation>
        </message>
        <message>
            <source>公安地址编码</source>
            <translation>Police address code</translation>
        </message>
        <message>
            <source>二维码内容</source>
            <translation>QR payload</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>公安尚未下发</source>
            <translation>not yet issued by the police</translation>
        </message>
        <message>
            <source>门牌</source>
            <translation>Plates</translation>
        </message>
        <message>
            <source>还没有制牌记录</source>
            <translation>No plate has been made yet</translation>
        </message>
        <message>
            <source>待处理问题</source>
            <translation>Open problems</translation>
        </message>
        <message>
            <source>没有未销号的问题</source>
            <translation>No open problems</translation>
        </message>
        <message>
            <source>至今</source>
            <translation>until now</translation>
        </message>
        <message>
            <source>沿革</source>
            <translation>History</translation>
        </message>
        <message>
            <source>打开上级地址</source>
            <translation>Open the address above</translation>
        </message>
        <message>
            <source>{text}（{note}）</source>
            <translation>{text} ({note})</translation>
        </message>
        <message>
            <source>谁在何时改了什么（操作日志）</source>
            <translation>Who changed what, and when (operation log)</translation>
        </message>
        <message>
            <source>人员与附件</source>
            <translation>Persons and files</translation>
        </message>
        <message>
            <source>完整沿革与大事记</source>
            <translation>Full history and events</translation>
        </message>
        <message>
            <source>地址、地名、拼音首字母或编码（Ctrl+K）</source>
            <translation>Address, name, initials or code (Ctrl+K)</translation>
        </message>
        <message>
            <source>可只输入一部分：湖滨南路81、湖滨81、hbnl81、hubin、老地名、编码开头。</source>
            <translation>A part is enough: 湖滨南路81, 湖滨81, hbnl81, hubin, a former name, the beginning of a code.</translation>
        </message>
        <message>
            <source>没有找到。您要找的是不是上面这些？↓ 选择，回车定位。</source>
            <translation>Nothing found. Did you mean one of these? Choose with ↓, Enter goes there.</translation>
        </message>
        <message>
            <source>没有找到。可以只输入路名加号码，如「湖滨南路81号」或「hbnl81」。</source>
            <translation>Nothing found. Road and number are enough, as in 湖滨南路81号 or hbnl81.</translation>
        </message>
        <message>
            <source>「{name}」下面还没有您管的地址，地址树里没有这一行。</source>
            <translation>There is no address of yours below {name} yet, so the tree has no line for it.</translation>
        </message>
        <message>
            <source>查找</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>输入地址、地名、别名、编码、拼音或首字母的任一部分，例如：
湖滨南路81号　湖滨81　hubinnanlu　hbnl81
回车到「地址库」定位，Esc 关闭。</source>
            <translation>Type any part of an address, a name, an alias, a code, pinyin or initials, such as:
湖滨南路81号　湖滨81　hubinnanlu　hbnl81
Enter goes there in the address library, Esc closes.</translation>
        </message>
        <message>
            <source>准备查找</source>
            <translation>Preparing the search</translation>
        </message>
        <message>
            <source>{word}（{n}）</source>
            <translation>{word} ({n})</translation>
        </message>
        <message>
            <source>「{name}」里没有位置，打不开。</source>
            <translation>“{name}” holds no place and cannot be opened.</translation>
        </message>
        <message>
            <source>全不选(&amp;N)</source>
            <translation>&amp;None</translation>
        </message>
        <message>
            <source>全选(&amp;A)</source>
            <translation>&amp;All</translation>
        </message>
        <message>
            <source>列、列的顺序、筛选和排序都与屏幕上一致；编号和代码为文本格式。</source>
            <translation>Columns, their order, filters and sorting are those on the screen; numbers and codes are text cells.</translation>
        </message>
        <message>
            <source>列表中显示的全部 {n} 条(&amp;A)</source>
            <translation>&amp;All {n} lines shown</translation>
        </message>
        <message>
            <source>制表</source>
            <translation>Prepared by</translation>
        </message>
        <message>
            <source>前进（Alt+→）</source>
            <translation>Forward (Alt+→)</translation>
        </message>
        <message>
            <source>包含文字…</source>
            <translation>Contains…</translation>
        </message>
        <message>
            <source>取消收藏（Ctrl+D）</source>
            <translation>No longer a favourite (Ctrl+D)</translation>
        </message>
        <message>
            <source>只要选中的 {n} 条(&amp;S)</source>
            <translation>Only the {n} &amp;selected lines</translation>
        </message>
        <message>
            <source>可选的值</source>
            <translation>Values</translation>
        </message>
        <message>
            <source>后退（Alt+←）</source>
            <translation>Back (Alt+←)</translation>
        </message>
        <message>
            <source>呈报表：有标题、单位、日期、页码和签字栏，A4 打印(&amp;F)</source>
            <translation>&amp;Formal: title, office, date, page numbers and signatures, for A4</translation>
        </message>
        <message>
            <source>审核</source>
            <translation>Checked by</translation>
        </message>
        <message>
            <source>导出…(&amp;E)</source>
            <translation>&amp;Export…</translation>
        </message>
        <message>
            <source>导出当前列表</source>
            <translation>Export this list</translation>
        </message>
        <message>
            <source>已选 {n}，共 {text}</source>
            <translation>{n} selected of {text}</translation>
        </message>
        <message>
            <source>恢复默认列</source>
            <translation>Restore the columns</translation>
        </message>
        <message>
            <source>排序方式(&amp;S)</source>
            <translation>&amp;Sort by</translation>
        </message>
        <message>
            <source>原有顺序(&amp;O)</source>
            <translation>&amp;Original order</translation>
        </message>
        <message>
            <source>升序(&amp;A)</source>
            <translation>&amp;Ascending</translation>
        </message>
        <message>
            <source>降序(&amp;D)</source>
            <translation>&amp;Descending</translation>
        </message>
        <message>
            <source>收藏</source>
            <translation>Favourites</translation>
        </message>
        <message>
            <source>收藏当前位置（Ctrl+D）</source>
            <translation>Make this place a favourite (Ctrl+D)</translation>
        </message>
        <message>
            <source>标题(&amp;T)</source>
            <translation>&amp;Title</translation>
        </message>
        <message>
            <source>清除</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>确定</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>筛选这一列…</source>
            <translation>Filter this column…</translation>
        </message>
        <message>
            <source>简表：只有表头和数据，便于再次导入(&amp;P)</source>
            <translation>&amp;Plain: heads and data only, for importing again</translation>
        </message>
        <message>
            <source>视图</source>
            <translation>Views</translation>
        </message>
        <message>
            <source>（空）</source>
            <translation>(empty)</translation>
        </message>
        <message>
            <source>可以导入地址表；也可以在 WPS 里复制名称一列，点这里后按 Ctrl+V 粘贴新增。</source>
            <translation>Import an address list; or copy a column of names in WPS, click here and press Ctrl+V to add them.</translation>
        </message>
        <message>
            <source>可以导入地址表；有了地址的路街、小区才列在这里。</source>
            <translation>Import an address list; streets and estates are listed here once they hold addresses.</translation>
        </message>
        <message>
            <source>人员 {n} 人：申请人、联系人、产权人（加密保存，默认遮盖）</source>
            <translation>Persons ({n}): applicants, contacts, owners (encrypted, masked by default)</translation>
        </message>
        <message>
            <source>附件 {n} 份：照片、扫描件和材料</source>
            <translation>Files ({n}): photos, scans and papers</translation>
        </message>
        <message>
            <source>（无）</source>
            <translation>(none)</translation>
        </message>
        <message>
            <source>上级「{above}」{what}</source>
            <translation>{above} above: {what}</translation>
        </message>
        <message>
            <source>批准之日起生效（现为{state}）</source>
            <translation>from the day it is approved (now: {state})</translation>
        </message>
        <message>
            <source>划入「{text}」</source>
            <translation>into {text}</translation>
        </message>
        <message>
            <source>到期未能生效，见 地址 → 申请</source>
            <translation>could not take hold on its day, see Address → Applications</translation>
        </message>
        <message>
            <source>存在状态改为{text}</source>
            <translation>existence becomes {text}</translation>
        </message>
        <message>
            <source>，</source>
            <translation>, </translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>地名更名为「{name}」</source>
            <translation>the place will be called {name}</translation>
        </message>
        <message>
            <source>拟自{day}起生效（现为{state}）</source>
            <translation>proposed from {day} (now: {state})</translation>
        </message>
        <message>
            <source>改为「{text}」</source>
            <translation>becomes {text}</translation>
        </message>
        <message>
            <source>民政地址代码</source>
            <translation>Civil code</translation>
        </message>
        <message>
            <source>」「</source>
            <translation>, </translation>
        </message>
        <message>
            <source>在您看不到的区域</source>
            <translation>where your account may not look</translation>
        </message>
        <message>
            <source>更正：{wishes}</source>
            <translation>correct: {wishes}</translation>
        </message>
        <message>
            <source>拆分为「{name}」</source>
            <translation>split into {name}</translation>
        </message>
        <message>
            <source>已批准，{day}起生效</source>
            <translation>approved, from {day}</translation>
        </message>
        <message>
            <source>并入「{name}」</source>
            <translation>merged into {name}</translation>
        </message>
        <message>
            <source>来源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>移到「{text}」</source>
            <translation>moved to {text}</translation>
        </message>
        <message>
            <source>批次 {n}</source>
            <translation>batch {n}</translation>
        </message>
        <message>
            <source>坐标</source>
            <translation>Coordinates</translation>
        </message>
        <message>
            <source>现由以下地址承接</source>
            <translation>In its place now stand</translation>
        </message>
        <message>
            <source>拆分后启用</source>
            <translation>in use after the split</translation>
        </message>
        <message>
            <source>坐标另行标注</source>
            <translation>another point</translation>
        </message>
        <message>
            <source>没有接替它的地址</source>
            <translation>No address took its place</translation>
        </message>
        <message>
            <source>街侧改为{text}</source>
            <translation>side becomes {text}</translation>
        </message>
        <message>
            <source>还没有</source>
            <translation>none yet</translation>
        </message>
        <message>
            <source>待生效的变更</source>
            <translation>What is coming</translation>
        </message>
        <message>
            <source>所在区划调整为「{name}」</source>
            <translation>its unit becomes {name}</translation>
        </message>
        <message>
            <source>楼层改为{text}</source>
            <translation>floor becomes {text}</translation>
        </message>
    </context>
    <context>
        <name>error_dialog</name>
        <message>
            <source>址牌</source>
            <translation>Zhipai</translation>
        </message>
        <message>
            <source>发生了什么</source>
            <translation>What happened</translation>
        </message>
        <message>
            <source>保留了什么</source>
            <translation>What was kept</translation>
        </message>
        <message>
            <source>怎么办</source>
            <translation>What to do</translation>
        </message>
        <message>
            <source>报告文件</source>
            <translation>Report file</translation>
        </message>
        <message>
            <source>详细信息(&amp;D)</source>
            <translation>&amp;Details</translation>
        </message>
        <message>
            <source>复制报告(&amp;C)</source>
            <translation>&amp;Copy report</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>上级地址</source>
            <translation>address above</translation>
        </message>
        <message>
            <source>其中有号码或地址刚刚由别人取用，或由管辖区域以外的地址占用，或曾经用过、不再发放。</source>
            <translation>One of the numbers or addresses was just taken by somebody else, is held by an address outside your area, or was used before and is not issued again.</translation>
        </message>
        <message>
            <source>没有保存任何改动，库中数据与操作之前一样。</source>
            <translation>Nothing was saved; the register is as it was before.</translation>
        </message>
        <message>
            <source>程序出错</source>
            <translation>The program failed</translation>
        </message>
        <message>
            <source>程序遇到了没有预料到的情况，这一步没有完成。</source>
            <translation>The program met something unforeseen; this step was not completed.</translation>
        </message>
        <message>
            <source>请重新预览一遍，再试一次。</source>
            <translation>Look at the preview again, then try once more.</translation>
        </message>
        <message>
            <source>这一步已整体撤回，库中保持上一次保存时的状态，可以继续使用。</source>
            <translation>The step was undone as a whole; the register is as last saved and you can go on.</translation>
        </message>
        <message>
            <source>请复制报告，连同刚才的操作步骤交给系统管理员。报告里不含地址和人员信息。</source>
            <translation>Please copy the report and hand it, with what you did, to the administrator. It holds no addresses and no personal data.</translation>
        </message>
        <message>
            <source>门牌号无法识别</source>
            <translation>The house number cannot be read</translation>
        </message>
        <message>
            <source>「{text}」：{why}。</source>
            <translation>"{text}": {why}.</translation>
        </message>
        <message>
            <source>请按「12号」「12-1号」「12号之二」「临12号」的写法修改后重试。</source>
            <translation>Write it as 12号, 12-1号, 12号之二 or 临12号 and try again.</translation>
        </message>
        <message>
            <source>地址无法识别</source>
            <translation>The address cannot be read</translation>
        </message>
        <message>
            <source>请检查门牌号、楼栋、梯位、室的先后次序和写法。</source>
            <translation>Check the order and spelling of number, building, stair and room.</translation>
        </message>
        <message>
            <source>工作表「{sheet}」</source>
            <translation>sheet "{sheet}"</translation>
        </message>
        <message>
            <source>第 {row} 行</source>
            <translation>row {row}</translation>
        </message>
        <message>
            <source>「{column}」列</source>
            <translation>column "{column}"</translation>
        </message>
        <message>
            <source>（{detail}）</source>
            <translation> ({detail})</translation>
        </message>
        <message>
            <source>{place}：{why}{detail}。</source>
            <translation>{place}: {why}{detail}.</translation>
        </message>
        <message>
            <source>文件不能使用</source>
            <translation>The file cannot be used</translation>
        </message>
        <message>
            <source>，</source>
            <translation>, </translation>
        </message>
        <message>
            <source>请在表格软件中去掉密码，另存后重新导入。</source>
            <translation>Remove the password in a spreadsheet program, save and import again.</translation>
        </message>
        <message>
            <source>请在表格软件中另存为 .xlsx 后重新导入。</source>
            <translation>Save it as .xlsx in a spreadsheet program and import again.</translation>
        </message>
        <message>
            <source>请用表格软件打开，另存为 .xlsx 后重新导入。</source>
            <translation>Open it in a spreadsheet program, save as .xlsx and import again.</translation>
        </message>
        <message>
            <source>请补上这一列，或在列对应设置中指明它的名称。</source>
            <translation>Add the column, or name it in the column mapping.</translation>
        </message>
        <message>
            <source>请删去其中一列，或在列对应设置中指明用哪一列。</source>
            <translation>Delete one of them, or name the right one in the column mapping.</translation>
        </message>
        <message>
            <source>请确认文件还在原处，名称没有改变。</source>
            <translation>Check that the file is still there under the same name.</translation>
        </message>
        <message>
            <source>请关闭正在使用它的程序，或换到有权限的文件夹。</source>
            <translation>Close the program that uses it, or choose a folder you may use.</translation>
        </message>
        <message>
            <source>请删去表格中多余的行列，或把文件分成几份。</source>
            <translation>Delete needless rows and columns, or split the file.</translation>
        </message>
        <message>
            <source>请确认选对了文件。</source>
            <translation>Check that this is the right file.</translation>
        </message>
        <message>
            <source>请等文件保存完毕后再导入。</source>
            <translation>Wait until the file is saved, then import.</translation>
        </message>
        <message>
            <source>请用另一份备份；没有别的备份时，请把这份交给系统管理员。</source>
            <translation>Use another backup; if there is none, give this one to the administrator.</translation>
        </message>
        <message>
            <source>请选择 zhipai store backup 写的文件。</source>
            <translation>Choose a file written by zhipai store backup.</translation>
        </message>
        <message>
            <source>请按上面指出的位置改正文件，然后重试。</source>
            <translation>Correct the file at the place named above and try again.</translation>
        </message>
        <message>
            <source>请换由另一个账号审批。</source>
            <translation>Have another account approve it.</translation>
        </message>
        <message>
            <source>请由有权限的同事办理，或请系统管理员调整角色和管辖区域。</source>
            <translation>Have a colleague do it who may, or ask the administrator to change roles and areas.</translation>
        </message>
        <message>
            <source>没有权限</source>
            <translation>Not allowed</translation>
        </message>
        <message>
            <source>账号 {actor} 不能办理这一步（{verb}）：{why}。</source>
            <translation>Account {actor} may not do this ({verb}): {why}.</translation>
        </message>
        <message>
            <source>当前状态不允许这一步</source>
            <translation>The present state does not allow this</translation>
        </message>
        <message>
            <source>现在是「{state}」，不能变为「{wanted}」。</source>
            <translation>It is "{state}" and cannot become "{wanted}".</translation>
        </message>
        <message>
            <source>请刷新后查看最新状态，再决定下一步。</source>
            <translation>Refresh, look at the present state and decide again.</translation>
        </message>
        <message>
            <source>记录已被别人修改</source>
            <translation>Somebody else changed the record</translation>
        </message>
        <message>
            <source>在您打开之后，另一位同事修改了这条记录（{table} {row}）。</source>
            <translation>After you opened it, a colleague changed this record ({table} {row}).</translation>
        </message>
        <message>
            <source>保留的是对方的改动；您的改动没有保存。</source>
            <translation>Your colleague's change was kept; yours was not saved.</translation>
        </message>
        <message>
            <source>请按 F5 刷新，核对对方的改动后再重新填写。</source>
            <translation>Press F5, check your colleague's change, then enter yours again.</translation>
        </message>
        <message>
            <source>「{text}」已由另一个地址（编号 {holder}）占用。</source>
            <translation>"{text}" is held by another address (id {holder}).</translation>
        </message>
        <message>
            <source>「{text}」已由另一个地址占用。</source>
            <translation>"{text}" is held by another address.</translation>
        </message>
        <message>
            <source>号码已被占用</source>
            <translation>The number is taken</translation>
        </message>
        <message>
            <source>请按 Ctrl+K 查找占用它的地址，或另选号码。</source>
            <translation>Press Ctrl+K to find the address that holds it, or choose another number.</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>account</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>address</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>place name</translation>
        </message>
        <message>
            <source>导入批次</source>
            <translation>import batch</translation>
        </message>
        <message>
            <source>申请</source>
            <translation>application</translation>
        </message>
        <message>
            <source>制牌批次</source>
            <translation>plate batch</translation>
        </message>
        <message>
            <source>找不到这条记录</source>
            <translation>No such record</translation>
        </message>
        <message>
            <source>库中没有{what}「{key}」。</source>
            <translation>The register has no {what} "{key}".</translation>
        </message>
        <message>
            <source>请检查写法；如果刚刚还在，请按 F5 刷新。</source>
            <translation>Check the spelling; if it was there a moment ago, press F5.</translation>
        </message>
        <message>
            <source>「{payload}」：{why}。</source>
            <translation>"{payload}": {why}.</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>二维码或地址编码冲突</source>
            <translation>QR payload or address code in conflict</translation>
        </message>
        <message>
            <source>请与公安核对二维码清单；一个编码只能属于一个地址。</source>
            <translation>Check the QR list with the police; a code belongs to one address only.</translation>
        </message>
        <message>
            <source>这块牌不能制作</source>
            <translation>This plate cannot be made</translation>
        </message>
        <message>
            <source>没有输出牌面文件，台账没有改动。</source>
            <translation>No plate file was written; the ledger is unchanged.</translation>
        </message>
        <message>
            <source>请改正地址文字或牌面模板，再重新生成。</source>
            <translation>Correct the address or the plate template and try again.</translation>
        </message>
        <message>
            <source>原因代码：{why}</source>
            <translation>Reason code: {why}</translation>
        </message>
        <message>
            <source>地址库暂时不能使用</source>
            <translation>The register cannot be used at present</translation>
        </message>
        <message>
            <source>请联系系统管理员。</source>
            <translation>Please contact your administrator.</translation>
        </message>
        <message>
            <source>请清理磁盘空间后重试。</source>
            <translation>Free some disk space and try again.</translation>
        </message>
        <message>
            <source>请停止使用这个文件，用最近的备份恢复，并联系系统管理员。</source>
            <translation>Stop using this file, restore the newest backup and tell the administrator.</translation>
        </message>
        <message>
            <source>找不到地址库文件</source>
            <translation>The register's file is not there</translation>
        </message>
        <message>
            <source>请检查路径；新建地址库请运行 zhipai store init。</source>
            <translation>Check the path; zhipai store init makes a new register.</translation>
        </message>
        <message>
            <source>地址库文件正由另一个程序使用</source>
            <translation>Another program is using the register's file</translation>
        </message>
        <message>
            <source>请关闭另一个址牌窗口或正在运行的任务后重试。</source>
            <translation>Close the other Zhipai window or running job and try again.</translation>
        </message>
        <message>
            <source>这里已经有一个地址库</source>
            <translation>There is a register here already</translation>
        </message>
        <message>
            <source>请另选位置或名称。</source>
            <translation>Choose another place or name.</translation>
        </message>
        <message>
            <source>这不是址牌的地址库</source>
            <translation>This is not a register of Zhipai</translation>
        </message>
        <message>
            <source>请选择址牌建立的文件，或运行 zhipai store init 新建。</source>
            <translation>Choose a file that Zhipai made, or make a new one with zhipai store init.</translation>
        </message>
        <message>
            <source>地址库的结构比程序旧</source>
            <translation>The register's schema is older than the program</translation>
        </message>
        <message>
            <source>请先备份，再运行 zhipai store upgrade。</source>
            <translation>Make a backup, then run zhipai store upgrade.</translation>
        </message>
        <message>
            <source>地址库由更新版本的程序建立</source>
            <translation>The register was made by a newer program</translation>
        </message>
        <message>
            <source>请把址牌升级到最新版本。</source>
            <translation>Update Zhipai.</translation>
        </message>
        <message>
            <source>地址库的位置写法有误</source>
            <translation>The register's place is not written correctly</translation>
        </message>
        <message>
            <source>写法如 sqlite:///文件 或 postgresql://用户@服务器/库名。</source>
            <translation>Write sqlite:///file or postgresql://user@server/database.</translation>
        </message>
        <message>
            <source>地址库文件不能放在网络共享上</source>
            <translation>The register's file must not lie on a network share</translation>
        </message>
        <message>
            <source>请把文件放到本机磁盘；多人共用请使用服务器。</source>
            <translation>Put it on a local disk; to share it, use a server.</translation>
        </message>
        <message>
            <source>文件夹不存在</source>
            <translation>The folder does not exist</translation>
        </message>
        <message>
            <source>请先建立文件夹。</source>
            <translation>Make the folder first.</translation>
        </message>
        <message>
            <source>没有读写权限</source>
            <translation>No permission to read and write</translation>
        </message>
        <message>
            <source>请换一个有权限的文件夹，或请系统管理员开通。</source>
            <translation>Choose a folder you may use, or ask the administrator.</translation>
        </message>
        <message>
            <source>位置是只读的</source>
            <translation>The place is read-only</translation>
        </message>
        <message>
            <source>请去掉只读属性，或换一个文件夹。</source>
            <translation>Make it writable, or choose another folder.</translation>
        </message>
        <message>
            <source>文件打不开</source>
            <translation>The file cannot be opened</translation>
        </message>
        <message>
            <source>请检查路径和权限后重试。</source>
            <translation>Check path and permissions and try again.</translation>
        </message>
        <message>
            <source>地址库正忙</source>
            <translation>The register is busy</translation>
        </message>
        <message>
            <source>复制后逐表核对，与原库不一致，没有保留</source>
            <translation>Compared table by table, the copy differs from the original and was not kept</translation>
        </message>
        <message>
            <source>原库没有改动。请检查目标磁盘或服务器后重试；仍不一致请联系系统管理员。</source>
            <translation>The original is unchanged. Check the target's disk or server and try again; if it still differs, call the administrator.</translation>
        </message>
        <message>
            <source>有一行数据目标库不接受，没有复制</source>
            <translation>The target does not take one of the rows; nothing was copied</translation>
        </message>
        <message>
            <source>原库没有改动。请把括号里的说明交给系统管理员。</source>
            <translation>The original is unchanged. Give the words in brackets to the administrator.</translation>
        </message>
        <message>
            <source>请稍后重试。</source>
            <translation>Try again in a while.</translation>
        </message>
        <message>
            <source>磁盘空间不足</source>
            <translation>The disk is full</translation>
        </message>
        <message>
            <source>读写磁盘时出错</source>
            <translation>The disk failed while reading or writing</translation>
        </message>
        <message>
            <source>地址库文件已损坏</source>
            <translation>The register's file is damaged</translation>
        </message>
        <message>
            <source>连不上服务器</source>
            <translation>The server cannot be reached</translation>
        </message>
        <message>
            <source>请检查网络；连上之后会自动恢复。</source>
            <translation>Check the network; the program goes on by itself once it is back.</translation>
        </message>
        <message>
            <source>服务器正忙</source>
            <translation>The server is busy</translation>
        </message>
        <message>
            <source>服务器不接受用户名或密码</source>
            <translation>The server does not accept user name or password</translation>
        </message>
        <message>
            <source>请核对用户名和密码。</source>
            <translation>Check user name and password.</translation>
        </message>
        <message>
            <source>服务器上没有这个库</source>
            <translation>The server has no such database</translation>
        </message>
        <message>
            <source>数据库的字符设置不支持中文查找</source>
            <translation>The database's character settings do not support searching Chinese</translation>
        </message>
        <message>
            <source>请系统管理员用 LC_CTYPE C.UTF-8 重新建库。</source>
            <translation>Have the administrator make the database again with LC_CTYPE C.UTF-8.</translation>
        </message>
        <message>
            <source>重新打开成品核验时出错</source>
            <translation>Checking the reopened product failed</translation>
        </message>
        <message>
            <source>请查看详细信息后重新运行；成品未经核验不要使用。</source>
            <translation>Look at the details and run it again; do not use a product that was not checked.</translation>
        </message>
        <message>
            <source>随程序提供的字体读不出来</source>
            <translation>The shipped font cannot be read</translation>
        </message>
        <message>
            <source>请重新安装址牌。</source>
            <translation>Install Zhipai again.</translation>
        </message>
        <message>
            <source>请清理磁盘空间，或换一个磁盘后重试。</source>
            <translation>Free some disk space, or use another disk, and try again.</translation>
        </message>
        <message>
            <source>请先建立文件夹，或另选位置。</source>
            <translation>Make the folder first, or choose another place.</translation>
        </message>
        <message>
            <source>请换到有写入权限的文件夹。</source>
            <translation>Choose a folder you may write to.</translation>
        </message>
        <message>
            <source>自造字对照没有收下</source>
            <translation>Private-use pair not accepted</translation>
        </message>
        <message>
            <source>请按「U+E863=䶮」的写法改正后重试；改已有的对照须说明是更正。</source>
            <translation>Write it like “U+E863=䶮” and try again; to change a kept pair, say that it is a correction.</translation>
        </message>
        <message>
            <source>现在不能办理这一步</source>
            <translation>Not here and now</translation>
        </message>
        <message>
            <source>{verb}：{why}。</source>
            <translation>{verb}: {why}.</translation>
        </message>
        <message>
            <source>数据库的编码不是 UTF8</source>
            <translation>The database's encoding is not UTF8</translation>
        </message>
        <message>
            <source>请系统管理员用编码 UTF8 重新建库。</source>
            <translation>Ask the administrator to create it again with the encoding UTF8.</translation>
        </message>
        <message>
            <source>数据库不按字符编码排序</source>
            <translation>The database does not sort by character code</translation>
        </message>
        <message>
            <source>请系统管理员用 LC_COLLATE C 重新建库。</source>
            <translation>Ask the administrator to create it again with LC_COLLATE C.</translation>
        </message>
        <message>
            <source>数据库的名称太长，放不下账号</source>
            <translation>The database's name is too long for its accounts</translation>
        </message>
        <message>
            <source>请换一个不超过 30 个字母的名称。</source>
            <translation>Choose a name of 30 letters or fewer.</translation>
        </message>
        <message>
            <source>两个库不能合并</source>
            <translation>The stores cannot be joined</translation>
        </message>
        <message>
            <source>网络上没有这个名称的服务器</source>
            <translation>There is no server of this name on the network</translation>
        </message>
        <message>
            <source>请核对服务器名称的写法；单位内网的名称须接入内网才能查到，也可以改填 IP 地址。</source>
            <translation>Check the spelling; names of the office network are known only inside it. You may give the IP address instead.</translation>
        </message>
        <message>
            <source>找到了这台服务器，但这个端口没有数据库在运行</source>
            <translation>The server is there, but no database is running at this port</translation>
        </message>
        <message>
            <source>请核对端口（一般是 5432）；端口没有错时，请系统管理员查看数据库是否已启动。</source>
            <translation>Check the port (usually 5432); if it is right, ask the administrator whether the database is running.</translation>
        </message>
        <message>
            <source>服务器没有回答</source>
            <translation>The server does not answer</translation>
        </message>
        <message>
            <source>请检查网线和内网；网络正常时，可能是防火墙没有放行这个端口。</source>
            <translation>Check cable and network; if they are fine, a firewall may be closing this port.</translation>
        </message>
        <message>
            <source>网络不通，到不了服务器</source>
            <translation>The network does not reach the server</translation>
        </message>
        <message>
            <source>请检查网线、无线网或 VPN 是否已连接。</source>
            <translation>Check that cable, wireless network or VPN are connected.</translation>
        </message>
        <message>
            <source>这个端口上运行的不是 PostgreSQL 数据库</source>
            <translation>What runs at this port is not a PostgreSQL database</translation>
        </message>
        <message>
            <source>请向系统管理员核对服务器和端口。</source>
            <translation>Ask the administrator for the right server and port.</translation>
        </message>
        <message>
            <source>服务器的证书与所选的 CA 证书不符</source>
            <translation>The server's certificate does not match the CA certificate chosen</translation>
        </message>
        <message>
            <source>请不要输入口令，先向系统管理员核对服务器名称和 CA 证书文件。</source>
            <translation>Do not type your password; first check server name and CA certificate with the administrator.</translation>
        </message>
        <message>
            <source>服务器的证书是发给另一个名称的</source>
            <translation>The server's certificate was issued for another name</translation>
        </message>
        <message>
            <source>请按证书上的名称填写服务器；仍不符时请联系系统管理员。</source>
            <translation>Give the server by the name in its certificate; if that fails too, contact your administrator.</translation>
        </message>
        <message>
            <source>读不到 CA 证书文件</source>
            <translation>The CA certificate cannot be read</translation>
        </message>
        <message>
            <source>请重新选择系统管理员给的 CA 证书文件（.crt 或 .pem）。</source>
            <translation>Choose the CA certificate from your administrator again (.crt or .pem).</translation>
        </message>
        <message>
            <source>服务器没有开启加密连接</source>
            <translation>The server offers no encryption</translation>
        </message>
        <message>
            <source>请系统管理员为服务器配置证书；在此之前只能选“尽量加密”。</source>
            <translation>Ask the administrator to give the server a certificate; until then only “Encrypt if possible” works.</translation>
        </message>
        <message>
            <source>服务器不允许从这台电脑用这个账号打开这个库</source>
            <translation>The server does not let this account open this database from this computer</translation>
        </message>
        <message>
            <source>请核对库名和账号；都没有错时，请系统管理员在服务器上放行。</source>
            <translation>Check database and account; if both are right, ask the administrator to admit this computer.</translation>
        </message>
        <message>
            <source>这个账号已停用</source>
            <translation>This account is closed</translation>
        </message>
        <message>
            <source>服务器上的数据库正在启动或关闭</source>
            <translation>The database on the server is starting or stopping</translation>
        </message>
        <message>
            <source>请过一分钟再试。</source>
            <translation>Please try again in a minute.</translation>
        </message>
        <message>
            <source>口令正确，但库中没有这个账号，或账号已停用</source>
            <translation>The password is right, but the register has no such account, or it is closed</translation>
        </message>
        <message>
            <source>保存时连接断了，这一步没有保存</source>
            <translation>The connection broke while saving; this step was not saved</translation>
        </message>
        <message>
            <source>已填写的内容还在；连上之后请再保存一次。</source>
            <translation>What you typed is still there; save it again once connected.</translation>
        </message>
        <message>
            <source>保存时连接断了，还不知道是否已保存</source>
            <translation>The connection broke while saving; it is not yet known whether it was saved</translation>
        </message>
        <message>
            <source>请先不要重做：连上之后要先查对这一步是否已保存；窗口会自动查对并告诉您。</source>
            <translation>Do not repeat it yet: once connected it is looked up whether it was saved; the window does so by itself and tells you.</translation>
        </message>
        <message>
            <source>现在连不上服务器，不能保存</source>
            <translation>The server cannot be reached now; nothing can be saved</translation>
        </message>
        <message>
            <source>这一步可能已保存，也可能没有。</source>
            <translation>This step may have been saved, or not.</translation>
        </message>
        <message>
            <source>服务器按登记规则拒绝了这次改动，什么都没有改</source>
            <translation>The server's rules of the register refused the change; nothing was changed</translation>
        </message>
        <message>
            <source>请刷新后重试；仍不行，请把括号里的说明交给系统管理员。</source>
            <translation>Refresh and try again; if it still fails, give the words in brackets to the system administrator.</translation>
        </message>
        <message>
            <source>{fault}。</source>
            <translation>{fault}.</translation>
        </message>
        <message>
            <source>交接</source>
            <translation>handover</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>setting</translation>
        </message>
        <message>
            <source>设置没有改</source>
            <translation>The settings were not changed</translation>
        </message>
        <message>
            <source>请改正这一项后重试。</source>
            <translation>Correct this and try again.</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>person</translation>
        </message>
        <message>
            <source>人员的这一项</source>
            <translation>field of a person</translation>
        </message>
        <message>
            <source>能打开保密柜的账号</source>
            <translation>account that opens the vault</translation>
        </message>
        <message>
            <source>原来的练习库还在。请再试一次；仍不行时联系系统管理员。</source>
            <translation>The one before is still there. Try again; if it keeps failing, ask the administrator.</translation>
        </message>
        <message>
            <source>练习库没有建成</source>
            <translation>The practice register was not made</translation>
        </message>
        <message>
            <source>那一天的地址</source>
            <translation>address on that day</translation>
        </message>
        <message>
            <source>不能这样办理</source>
            <translation>This cannot be done</translation>
        </message>
        <message>
            <source>请按 F5 刷新，核对这些地址现在的状态后重新办理。</source>
            <translation>Press F5 and look at the addresses as they are now.</translation>
        </message>
        <message>
            <source>这样的地址共有 {n} 个。</source>
            <translation> There are {n} such addresses.</translation>
        </message>
        <message>
            <source>现在是「{state}」，不能直接编辑。</source>
            <translation>It is “{state}” now and cannot be edited directly.</translation>
        </message>
        <message>
            <source>现在是「{state}」，下面不能再新增地址。</source>
            <translation>It is “{state}” now; nothing can be added below it.</translation>
        </message>
        <message>
            <source>下面还有地址，不能变为「{wanted}」。</source>
            <translation>There are addresses below; it cannot become “{wanted}”.</translation>
        </message>
        <message>
            <source>视图或收藏</source>
            <translation>view or favourite</translation>
        </message>
        <message>
            <source>核查表</source>
            <translation>check sheet</translation>
        </message>
        <message>
            <source>编号规则</source>
            <translation>numbering rules</translation>
        </message>
        <message>
            <source>请把日期写成 2026-12-01 的样子，不早于今天。</source>
            <translation>Please write the date like 2026-12-01, not earlier than today.</translation>
        </message>
        <message>
            <source>要改回来，请另提一件申请，由审批人决定。</source>
            <translation>To change it back, file another application, which somebody decides.</translation>
        </message>
    </context>
    <context>
        <name>journal</name>
        <message>
            <source>改动内容</source>
            <translation>What changed</translation>
        </message>
        <message>
            <source>没有选中日志</source>
            <translation>No entry is selected</translation>
        </message>
        <message>
            <source>在列表中选中一条，这里显示它改了什么。</source>
            <translation>Select an entry in the list; what it changed is shown here.</translation>
        </message>
        <message>
            <source>对象与项目</source>
            <translation>Object and field</translation>
        </message>
        <message>
            <source>改动前</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>改动后</source>
            <translation>After</translation>
        </message>
        <message>
            <source>这一条没有改动内容</source>
            <translation>This entry changed nothing</translation>
        </message>
        <message>
            <source>只显示前 {n} 项，共 {whole} 项；导出可得全部。</source>
            <translation>The first {n} of {whole} are shown; an export has all.</translation>
        </message>
        <message>
            <source>{what}，编号 {key}</source>
            <translation>{what}, number {key}</translation>
        </message>
        <message>
            <source>{what} {name}</source>
            <translation>{what} {name}</translation>
        </message>
        <message>
            <source>没有这样的日志</source>
            <translation>There are no such entries</translation>
        </message>
        <message>
            <source>换一个人、操作或时间，或清除筛选。</source>
            <translation>Choose another person, action or time, or clear the filter.</translation>
        </message>
        <message>
            <source>操作日志列表</source>
            <translation>Entries of the operation log</translation>
        </message>
        <message>
            <source>导出操作日志</source>
            <translation>Export the operation log</translation>
        </message>
        <message>
            <source>操作日志</source>
            <translation>Operation log</translation>
        </message>
        <message>
            <source>日志序号</source>
            <translation>Entry</translation>
        </message>
        <message>
            <source>时间（北京时间）</source>
            <translation>Time (UTC+8)</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>姓名</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>角色</source>
            <translation>Role</translation>
        </message>
        <message>
            <source>工作站</source>
            <translation>Workstation</translation>
        </message>
        <message>
            <source>操作</source>
            <translation>Action</translation>
        </message>
        <message>
            <source>事由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>改动数</source>
            <translation>Changes</translation>
        </message>
        <message>
            <source>改动对象</source>
            <translation>Object</translation>
        </message>
        <message>
            <source>对象编号</source>
            <translation>Object number</translation>
        </message>
        <message>
            <source>地址（现名）</source>
            <translation>Address (today)</translation>
        </message>
        <message>
            <source>本条校验值</source>
            <translation>Hash of the entry</translation>
        </message>
        <message>
            <source>…（共 {n} 字，全文见 CSV）</source>
            <translation>… ({n} characters; the whole text is in CSV)</translation>
        </message>
        <message>
            <source>导出人</source>
            <translation>Exported by</translation>
        </message>
        <message>
            <source>审计人</source>
            <translation>Auditor</translation>
        </message>
        <message>
            <source>所有人</source>
            <translation>Everybody</translation>
        </message>
        <message>
            <source>所有操作</source>
            <translation>All actions</translation>
        </message>
        <message>
            <source>事由或编号（Ctrl+F）</source>
            <translation>Reason or number (Ctrl+F)</translation>
        </message>
        <message>
            <source>事由中的文字，或被改动对象的编号（开头四位以上）</source>
            <translation>Text in the reason, or the number of a changed object (its first four characters or more)</translation>
        </message>
        <message>
            <source>至</source>
            <translation>to</translation>
        </message>
        <message>
            <source>所有时间</source>
            <translation>Any time</translation>
        </message>
        <message>
            <source>今天</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>最近 7 天</source>
            <translation>Last 7 days</translation>
        </message>
        <message>
            <source>最近 30 天</source>
            <translation>Last 30 days</translation>
        </message>
        <message>
            <source>最近 180 天</source>
            <translation>Last 180 days</translation>
        </message>
        <message>
            <source>指定日期</source>
            <translation>Between days</translation>
        </message>
        <message>
            <source>操作人</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>首日</source>
            <translation>First day</translation>
        </message>
        <message>
            <source>末日</source>
            <translation>Last day</translation>
        </message>
        <message>
            <source>{name}（{login}）</source>
            <translation>{name} ({login})</translation>
        </message>
        <message>
            <source>读取操作日志</source>
            <translation>Reading the operation log</translation>
        </message>
        <message>
            <source>读取改动</source>
            <translation>Reading changes</translation>
        </message>
        <message>
            <source>校验操作日志</source>
            <translation>Verifying the operation log</translation>
        </message>
        <message>
            <source>导出链头</source>
            <translation>Export the head</translation>
        </message>
        <message>
            <source>共 {n} 条。日志保存不少于 {days} 天，本系统不删除任何日志。</source>
            <translation>{n} entries. They are kept for at least {days} days; this program deletes none.</translation>
        </message>
        <message>
            <source>选择另处保存的链头文件</source>
            <translation>Choose heads kept elsewhere</translation>
        </message>
        <message>
            <source>校验完好，共 {n} 条。链头 {head}</source>
            <translation>Whole: {n} entries. Head {head}</translation>
        </message>
        <message>
            <source>打印页 (*.pdf);;链头文件 (*.json)</source>
            <translation>Page to print (*.pdf);;Head (*.json)</translation>
        </message>
        <message>
            <source>前 {n} 条日志的链头已写入 {file}。请保存到本机以外。</source>
            <translation>The head of the first {n} entries is in {file}. Keep it away from this computer.</translation>
        </message>
        <message>
            <source>Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv);;JSON 行 (*.jsonl)</source>
            <translation>Excel workbook (*.xlsx);;CSV file (*.csv);;JSON lines (*.jsonl)</translation>
        </message>
        <message>
            <source>已导出 {n} 条日志（{rows} 行）到 {file}</source>
            <translation>{n} entries ({rows} rows) exported to {file}</translation>
        </message>
        <message>
            <source>清除筛选(&amp;L)</source>
            <translation>C&amp;lear filter</translation>
        </message>
        <message>
            <source>显示全部日志(&amp;A)</source>
            <translation>Show &amp;all entries</translation>
        </message>
        <message>
            <source>校验(&amp;V)</source>
            <translation>&amp;Verify</translation>
        </message>
        <message>
            <source>对照链头文件(&amp;H)…</source>
            <translation>Compare with &amp;heads…</translation>
        </message>
        <message>
            <source>导出链头(&amp;K)…</source>
            <translation>&amp;Keep the head…</translation>
        </message>
        <message>
            <source>导出日志(&amp;E)…</source>
            <translation>&amp;Export…</translation>
        </message>
        <message>
            <source>已列出 {n} 条，向下滚动继续。日志保存不少于 {days} 天，本系统不删除任何日志。</source>
            <translation>{n} entries so far; scroll down for more. They are kept for at least {days} days; this program deletes none.</translation>
        </message>
        <message>
            <source>链头文件 (*.json)</source>
            <translation>Head (*.json)</translation>
        </message>
        <message>
            <source>第 {seq} 条日志{damage}。请保留现场，不要继续操作，并与备份和另处保存的链头核对。</source>
            <translation>Entry {seq} {damage}. Leave everything as it is, stop working, and compare with backups and with heads kept elsewhere.</translation>
        </message>
        <message>
            <source>校验完好，与链头文件相符，共 {n} 条。链头 {head}</source>
            <translation>Whole, and as the heads say: {n} entries. Head {head}</translation>
        </message>
        <message>
            <source>日志链头</source>
            <translation>log-head</translation>
        </message>
        <message>
            <source>只列出与「{address}」有关的日志</source>
            <translation>Only entries about {address}</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>Place name</translation>
        </message>
        <message>
            <source>地名别名</source>
            <translation>Alias</translation>
        </message>
        <message>
            <source>行政区划</source>
            <translation>Division</translation>
        </message>
        <message>
            <source>区划沿革</source>
            <translation>History of divisions</translation>
        </message>
        <message>
            <source>地址沿革</source>
            <translation>History of addresses</translation>
        </message>
        <message>
            <source>公安地址编码</source>
            <translation>Police address code</translation>
        </message>
        <message>
            <source>二维码</source>
            <translation>QR code</translation>
        </message>
        <message>
            <source>申请</source>
            <translation>Application</translation>
        </message>
        <message>
            <source>申请明细</source>
            <translation>Application item</translation>
        </message>
        <message>
            <source>导入批次</source>
            <translation>Import batch</translation>
        </message>
        <message>
            <source>比对裁定</source>
            <translation>Match decision</translation>
        </message>
        <message>
            <source>门牌</source>
            <translation>Plate</translation>
        </message>
        <message>
            <source>制牌批次</source>
            <translation>Production batch</translation>
        </message>
        <message>
            <source>牌面文件</source>
            <translation>Plate file</translation>
        </message>
        <message>
            <source>问题</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>检查表</source>
            <translation>Inspection form</translation>
        </message>
        <message>
            <source>检查结果</source>
            <translation>Inspection result</translation>
        </message>
        <message>
            <source>检查包</source>
            <translation>Inspection package</translation>
        </message>
        <message>
            <source>账号角色</source>
            <translation>Role of an account</translation>
        </message>
        <message>
            <source>规则与模板</source>
            <translation>Rule or template</translation>
        </message>
        <message>
            <source>本系统编号</source>
            <translation>Own number</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>类别</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>本级名称</source>
            <translation>Own part</translation>
        </message>
        <message>
            <source>号</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>楼层</source>
            <translation>Floor</translation>
        </message>
        <message>
            <source>街侧</source>
            <translation>Side</translation>
        </message>
        <message>
            <source>法律状态</source>
            <translation>Legal state</translation>
        </message>
        <message>
            <source>赋码</source>
            <translation>Code state</translation>
        </message>
        <message>
            <source>存在</source>
            <translation>Existence</translation>
        </message>
        <message>
            <source>标注</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>核实状态</source>
            <translation>Verification</translation>
        </message>
        <message>
            <source>效力</source>
            <translation>Standing</translation>
        </message>
        <message>
            <source>上级编号</source>
            <translation>Parent number</translation>
        </message>
        <message>
            <source>地名编号</source>
            <translation>Place number</translation>
        </message>
        <message>
            <source>地址编号</source>
            <translation>Address number</translation>
        </message>
        <message>
            <source>别名</source>
            <translation>Alias</translation>
        </message>
        <message>
            <source>拼音</source>
            <translation>Pinyin</translation>
        </message>
        <message>
            <source>拼音来源</source>
            <translation>Source of the pinyin</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>上级代码</source>
            <translation>Parent code</translation>
        </message>
        <message>
            <source>原代码</source>
            <translation>Old code</translation>
        </message>
        <message>
            <source>新代码</source>
            <translation>New code</translation>
        </message>
        <message>
            <source>级别</source>
            <translation>Level</translation>
        </message>
        <message>
            <source>二维码内容</source>
            <translation>QR content</translation>
        </message>
        <message>
            <source>版本</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>启用日期</source>
            <translation>Valid from</translation>
        </message>
        <message>
            <source>停止日期</source>
            <translation>Valid to</translation>
        </message>
        <message>
            <source>生效日期</source>
            <translation>Effective on</translation>
        </message>
        <message>
            <source>区代码</source>
            <translation>District code</translation>
        </message>
        <message>
            <source>所在区</source>
            <translation>District</translation>
        </message>
        <message>
            <source>所在镇街</source>
            <translation>Subdistrict</translation>
        </message>
        <message>
            <source>所在社区</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>范围</source>
            <translation>Area</translation>
        </message>
        <message>
            <source>来源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>来源批次</source>
            <translation>Source batch</translation>
        </message>
        <message>
            <source>赋码时间</source>
            <translation>Code assigned at</translation>
        </message>
        <message>
            <source>入库时间</source>
            <translation>Taken in at</translation>
        </message>
        <message>
            <source>标题</source>
            <translation>Title</translation>
        </message>
        <message>
            <source>审批意见</source>
            <translation>Opinion</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>提交人</source>
            <translation>Filed by</translation>
        </message>
        <message>
            <source>提交时间</source>
            <translation>Filed at</translation>
        </message>
        <message>
            <source>决定人</source>
            <translation>Decided by</translation>
        </message>
        <message>
            <source>决定时间</source>
            <translation>Decided at</translation>
        </message>
        <message>
            <source>建立人</source>
            <translation>Created by</translation>
        </message>
        <message>
            <source>建立时间</source>
            <translation>Created at</translation>
        </message>
        <message>
            <source>规则版本</source>
            <translation>Rule version</translation>
        </message>
        <message>
            <source>模板版本</source>
            <translation>Template version</translation>
        </message>
        <message>
            <source>申请编号</source>
            <translation>Application number</translation>
        </message>
        <message>
            <source>批次编号</source>
            <translation>Batch number</translation>
        </message>
        <message>
            <source>序号</source>
            <translation>Item</translation>
        </message>
        <message>
            <source>行号</source>
            <translation>Line</translation>
        </message>
        <message>
            <source>第几块</source>
            <translation>Ordinal</translation>
        </message>
        <message>
            <source>牌型</source>
            <translation>Class of plate</translation>
        </message>
        <message>
            <source>牌面文字</source>
            <translation>Texts of the plate</translation>
        </message>
        <message>
            <source>牌数</source>
            <translation>Plates</translation>
        </message>
        <message>
            <source>页数</source>
            <translation>Pages</translation>
        </message>
        <message>
            <source>用途</source>
            <translation>Purpose</translation>
        </message>
        <message>
            <source>方向</source>
            <translation>Direction</translation>
        </message>
        <message>
            <source>文件校验值</source>
            <translation>Hash of the file</translation>
        </message>
        <message>
            <source>版面校验值</source>
            <translation>Hash of the layout</translation>
        </message>
        <message>
            <source>文件名</source>
            <translation>File name</translation>
        </message>
        <message>
            <source>来文校验值</source>
            <translation>Hash of what was delivered</translation>
        </message>
        <message>
            <source>收入</source>
            <translation>Accepted</translation>
        </message>
        <message>
            <source>未变</source>
            <translation>Unchanged</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>Returned</translation>
        </message>
        <message>
            <source>略过</source>
            <translation>Skipped</translation>
        </message>
        <message>
            <source>读入时间</source>
            <translation>Read at</translation>
        </message>
        <message>
            <source>问题类别</source>
            <translation>Class of problem</translation>
        </message>
        <message>
            <source>规则</source>
            <translation>Rule</translation>
        </message>
        <message>
            <source>对象</source>
            <translation>Subject</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Detail</translation>
        </message>
        <message>
            <source>发现时间</source>
            <translation>Found at</translation>
        </message>
        <message>
            <source>销号时间</source>
            <translation>Closed at</translation>
        </message>
        <message>
            <source>账号名</source>
            <translation>Login</translation>
        </message>
        <message>
            <source>来文</source>
            <translation>Delivered text</translation>
        </message>
        <message>
            <source>库中地址</source>
            <translation>Address in the register</translation>
        </message>
        <message>
            <source>检查项</source>
            <translation>Item checked</translation>
        </message>
        <message>
            <source>结论</source>
            <translation>Finding</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>检查人</source>
            <translation>Inspector</translation>
        </message>
        <message>
            <source>填写时间</source>
            <translation>Answered at</translation>
        </message>
        <message>
            <source>存量确认</source>
            <translation>Confirmation of existing addresses</translation>
        </message>
        <message>
            <source>新编号</source>
            <translation>New number</translation>
        </message>
        <message>
            <source>地址清单</source>
            <translation>Address list</translation>
        </message>
        <message>
            <source>二维码清单</source>
            <translation>QR list</translation>
        </message>
        <message>
            <source>模板</source>
            <translation>Template</translation>
        </message>
        <message>
            <source>待定</source>
            <translation>Pending</translation>
        </message>
        <message>
            <source>批准</source>
            <translation>Approved</translation>
        </message>
        <message>
            <source>撤回</source>
            <translation>Withdrawn</translation>
        </message>
        <message>
            <source>撤销</source>
            <translation>Revoked</translation>
        </message>
        <message>
            <source>已读入</source>
            <translation>Read</translation>
        </message>
        <message>
            <source>已入库</source>
            <translation>Taken in</translation>
        </message>
        <message>
            <source>已锁定</source>
            <translation>Locked</translation>
        </message>
        <message>
            <source>已生成</source>
            <translation>Made</translation>
        </message>
        <message>
            <source>已核实</source>
            <translation>Verified</translation>
        </message>
        <message>
            <source>未通过</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>在用</source>
            <translation>In use</translation>
        </message>
        <message>
            <source>启用</source>
            <translation>Active</translation>
        </message>
        <message>
            <source>现行</source>
            <translation>Current</translation>
        </message>
        <message>
            <source>已被取代</source>
            <translation>Superseded</translation>
        </message>
        <message>
            <source>有冲突</source>
            <translation>In conflict</translation>
        </message>
        <message>
            <source>已下发</source>
            <translation>Issued</translation>
        </message>
        <message>
            <source>已填写</source>
            <translation>Filled in</translation>
        </message>
        <message>
            <source>正式制牌</source>
            <translation>Production</translation>
        </message>
        <message>
            <source>样张</source>
            <translation>Specimen</translation>
        </message>
        <message>
            <source>左侧</source>
            <translation>Left</translation>
        </message>
        <message>
            <source>右侧</source>
            <translation>Right</translation>
        </message>
        <message>
            <source>下发</source>
            <translation>Out</translation>
        </message>
        <message>
            <source>收回</source>
            <translation>In</translation>
        </message>
        <message>
            <source>是</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>否</source>
            <translation>No</translation>
        </message>
        <message>
            <source>：</source>
            <translation>: </translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>上次登录</source>
            <translation>Last sign-in</translation>
        </message>
        <message>
            <source>上次登录的工作站</source>
            <translation>Workstation of the last sign-in</translation>
        </message>
        <message>
            <source>交接明细</source>
            <translation>Item handed over</translation>
        </message>
        <message>
            <source>人员信息</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>人员归属</source>
            <translation>Person's link</translation>
        </message>
        <message>
            <source>保密柜密钥</source>
            <translation>Vault key</translation>
        </message>
        <message>
            <source>保密柜开通</source>
            <translation>Access to the vault</translation>
        </message>
        <message>
            <source>加密算法</source>
            <translation>Cipher</translation>
        </message>
        <message>
            <source>发起人</source>
            <translation>Offered by</translation>
        </message>
        <message>
            <source>发起时间</source>
            <translation>Offered at</translation>
        </message>
        <message>
            <source>口令更换时间</source>
            <translation>Password changed at</translation>
        </message>
        <message>
            <source>大小</source>
            <translation>Size</translation>
        </message>
        <message>
            <source>库的位置</source>
            <translation>Place of the store</translation>
        </message>
        <message>
            <source>接收人</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>接管人</source>
            <translation>Claimed by</translation>
        </message>
        <message>
            <source>接管时间</source>
            <translation>Claimed at</translation>
        </message>
        <message>
            <source>文件类型</source>
            <translation>Type of file</translation>
        </message>
        <message>
            <source>最近一条日志</source>
            <translation>Newest entry</translation>
        </message>
        <message>
            <source>期限</source>
            <translation>Term</translation>
        </message>
        <message>
            <source>本机时间</source>
            <translation>Clock</translation>
        </message>
        <message>
            <source>本机时间确认</source>
            <translation>Confirmed clock</translation>
        </message>
        <message>
            <source>添加人</source>
            <translation>Added by</translation>
        </message>
        <message>
            <source>添加时间</source>
            <translation>Added at</translation>
        </message>
        <message>
            <source>申请人</source>
            <translation>Asked by</translation>
        </message>
        <message>
            <source>电脑</source>
            <translation>Computer</translation>
        </message>
        <message>
            <source>登录</source>
            <translation>Sign-in</translation>
        </message>
        <message>
            <source>确认人</source>
            <translation>Confirmed by</translation>
        </message>
        <message>
            <source>移交人</source>
            <translation>Giver</translation>
        </message>
        <message>
            <source>第几次接管</source>
            <translation>Generation</translation>
        </message>
        <message>
            <source>经办责任</source>
            <translation>Responsibility</translation>
        </message>
        <message>
            <source>设定人</source>
            <translation>Set by</translation>
        </message>
        <message>
            <source>设定值</source>
            <translation>Value set</translation>
        </message>
        <message>
            <source>设定时间</source>
            <translation>Set at</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>Setting</translation>
        </message>
        <message>
            <source>账号交接</source>
            <translation>Handover</translation>
        </message>
        <message>
            <source>起始时间</source>
            <translation>Since</translation>
        </message>
        <message>
            <source>路径</source>
            <translation>Path</translation>
        </message>
        <message>
            <source>输错次数</source>
            <translation>Wrong tries</translation>
        </message>
        <message>
            <source>销毁时间</source>
            <translation>Wiped at</translation>
        </message>
        <message>
            <source>锁定至</source>
            <translation>Locked until</translation>
        </message>
        <message>
            <source>附件</source>
            <translation>Attachment</translation>
        </message>
        <message>
            <source>附件归属</source>
            <translation>Attachment's link</translation>
        </message>
        <message>
            <source>须改口令</source>
            <translation>Must change password</translation>
        </message>
        <message>
            <source>不入库</source>
            <translation>not in the register</translation>
        </message>
        <message>
            <source>起点</source>
            <translation>From</translation>
        </message>
        <message>
            <source>止点</source>
            <translation>To</translation>
        </message>
        <message>
            <source>编号规则</source>
            <translation>Numbering rules</translation>
        </message>
        <message>
            <source>含义与来历</source>
            <translation>Meaning and origin</translation>
        </message>
        <message>
            <source>批准文件</source>
            <translation>Approval document</translation>
        </message>
        <message>
            <source>命名日期</source>
            <translation>Named on</translation>
        </message>
        <message>
            <source>命名范围</source>
            <translation>Unit of the name</translation>
        </message>
        <message>
            <source>由东向西</source>
            <translation>east to west</translation>
        </message>
        <message>
            <source>由西向东</source>
            <translation>west to east</translation>
        </message>
        <message>
            <source>由南向北</source>
            <translation>south to north</translation>
        </message>
        <message>
            <source>由北向南</source>
            <translation>north to south</translation>
        </message>
        <message>
            <source>由巷口向里</source>
            <translation>from the mouth inward</translation>
        </message>
        <message>
            <source>经度</source>
            <translation>Longitude</translation>
        </message>
        <message>
            <source>纬度</source>
            <translation>Latitude</translation>
        </message>
        <message>
            <source>坐标系</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>本级名称（比对用）</source>
            <translation>Own part (for comparison)</translation>
        </message>
        <message>
            <source>不显示</source>
            <translation>Hidden</translation>
        </message>
        <message>
            <source>原地址编号</source>
            <translation>Former address id</translation>
        </message>
        <message>
            <source>新地址编号</source>
            <translation>New address id</translation>
        </message>
        <message>
            <source>社区代码</source>
            <translation>Community code</translation>
        </message>
        <message>
            <source>民政地址编码</source>
            <translation>Civil affairs code</translation>
        </message>
        <message>
            <source>地址要素</source>
            <translation>Elements of the address</translation>
        </message>
        <message>
            <source>来文（比对用）</source>
            <translation>Text received (compared)</translation>
        </message>
        <message>
            <source>下级数</source>
            <translation>Number below</translation>
        </message>
        <message>
            <source>附号</source>
            <translation>Suffix</translation>
        </message>
        <message>
            <source>占用至</source>
            <translation>Held until</translation>
        </message>
        <message>
            <source>所属地名或地址编号</source>
            <translation>Id of what it is numbered below</translation>
        </message>
        <message>
            <source>占用者</source>
            <translation>Held by</translation>
        </message>
        <message>
            <source>账号编号</source>
            <translation>Account id</translation>
        </message>
        <message>
            <source>变更内容（存储格式）</source>
            <translation>Change (as stored)</translation>
        </message>
        <message>
            <source>还原内容（存储格式）</source>
            <translation>Way back (as stored)</translation>
        </message>
        <message>
            <source>未生效原因</source>
            <translation>Why it did not take hold</translation>
        </message>
        <message>
            <source>实际生效时间</source>
            <translation>Took hold at</translation>
        </message>
        <message>
            <source>导入设置</source>
            <translation>Import settings</translation>
        </message>
        <message>
            <source>读入行数</source>
            <translation>Lines read</translation>
        </message>
        <message>
            <source>核验时间</source>
            <translation>Verified at</translation>
        </message>
        <message>
            <source>核查表编号</source>
            <translation>Check sheet id</translation>
        </message>
        <message>
            <source>回收编号</source>
            <translation>Return id</translation>
        </message>
        <message>
            <source>来文工作表</source>
            <translation>Sheet of the file</translation>
        </message>
        <message>
            <source>来文行号</source>
            <translation>Line of the file</translation>
        </message>
        <message>
            <source>表内行号</source>
            <translation>Line of the sheet</translation>
        </message>
        <message>
            <source>栏目</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>下发时</source>
            <translation>When issued</translation>
        </message>
        <message>
            <source>库中现为</source>
            <translation>In the register now</translation>
        </message>
        <message>
            <source>社区填报</source>
            <translation>What the community wrote</translation>
        </message>
        <message>
            <source>提示</source>
            <translation>Remark</translation>
        </message>
        <message>
            <source>收表人</source>
            <translation>Taken in by</translation>
        </message>
        <message>
            <source>收表时间</source>
            <translation>Taken in at</translation>
        </message>
        <message>
            <source>有改动</source>
            <translation>Changed</translation>
        </message>
        <message>
            <source>新报</source>
            <translation>New</translation>
        </message>
        <message>
            <source>未填</source>
            <translation>Left empty</translation>
        </message>
        <message>
            <source>下发范围</source>
            <translation>What was chosen</translation>
        </message>
        <message>
            <source>交回期限</source>
            <translation>Due on</translation>
        </message>
        <message>
            <source>行数</source>
            <translation>Lines</translation>
        </message>
        <message>
            <source>已答行数</source>
            <translation>Lines answered</translation>
        </message>
        <message>
            <source>内容校验值</source>
            <translation>Digest of the content</translation>
        </message>
        <message>
            <source>下发人</source>
            <translation>Issued by</translation>
        </message>
        <message>
            <source>下发时间</source>
            <translation>Issued at</translation>
        </message>
        <message>
            <source>交回时间</source>
            <translation>Returned at</translation>
        </message>
        <message>
            <source>下发时版本</source>
            <translation>Version when issued</translation>
        </message>
        <message>
            <source>答复</source>
            <translation>Answer</translation>
        </message>
        <message>
            <source>已采纳的答复</source>
            <translation>Answer taken in</translation>
        </message>
        <message>
            <source>记录标识</source>
            <translation>Event id</translation>
        </message>
        <message>
            <source>检查表编号</source>
            <translation>Form id</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Device</translation>
        </message>
        <message>
            <source>检查包编号</source>
            <translation>Package id</translation>
        </message>
        <message>
            <source>门牌编号</source>
            <translation>Plate id</translation>
        </message>
        <message>
            <source>检查项目版本</source>
            <translation>Version of the checklist</translation>
        </message>
        <message>
            <source>表数</source>
            <translation>Forms</translation>
        </message>
        <message>
            <source>移交包标识</source>
            <translation>Parcel key</translation>
        </message>
        <message>
            <source>移交清单</source>
            <translation>Parcel</translation>
        </message>
        <message>
            <source>数量</source>
            <translation>Counts</translation>
        </message>
        <message>
            <source>逐项决定</source>
            <translation>Decisions</translation>
        </message>
        <message>
            <source>公钥指纹</source>
            <translation>Fingerprint</translation>
        </message>
        <message>
            <source>办结人</source>
            <translation>Done by</translation>
        </message>
        <message>
            <source>办结时间</source>
            <translation>Done at</translation>
        </message>
        <message>
            <source>回执</source>
            <translation>Receipt</translation>
        </message>
        <message>
            <source>移交编号</source>
            <translation>Hand-over id</translation>
        </message>
        <message>
            <source>日志校验值</source>
            <translation>Hash of the entry</translation>
        </message>
        <message>
            <source>改动</source>
            <translation>Changes</translation>
        </message>
        <message>
            <source>内容</source>
            <translation>Content</translation>
        </message>
        <message>
            <source>附件编号</source>
            <translation>Attachment id</translation>
        </message>
        <message>
            <source>控制点</source>
            <translation>Control points</translation>
        </message>
        <message>
            <source>显示方式</source>
            <translation>Look</translation>
        </message>
        <message>
            <source>页面</source>
            <translation>Room</translation>
        </message>
        <message>
            <source>原文件校验值</source>
            <translation>Digest of the original</translation>
        </message>
        <message>
            <source>原文件大小</source>
            <translation>Size of the original</translation>
        </message>
        <message>
            <source>文件信息</source>
            <translation>Facts of the file</translation>
        </message>
        <message>
            <source>所属表</source>
            <translation>Table</translation>
        </message>
        <message>
            <source>所属行</source>
            <translation>Row</translation>
        </message>
        <message>
            <source>责任范围</source>
            <translation>Areas</translation>
        </message>
        <message>
            <source>原状态</source>
            <translation>State before</translation>
        </message>
        <message>
            <source>交接编号</source>
            <translation>Hand-over id</translation>
        </message>
        <message>
            <source>未交接</source>
            <translation>Left out</translation>
        </message>
        <message>
            <source>公钥</source>
            <translation>Public key</translation>
        </message>
        <message>
            <source>密封数据</source>
            <translation>Sealed data</translation>
        </message>
        <message>
            <source>口令校验值</source>
            <translation>Digest of the password</translation>
        </message>
        <message>
            <source>恢复密封</source>
            <translation>Recovery seal</translation>
        </message>
        <message>
            <source>密钥编号</source>
            <translation>Key id</translation>
        </message>
        <message>
            <source>密封密钥</source>
            <translation>Wrapped key</translation>
        </message>
        <message>
            <source>人员编号</source>
            <translation>Person id</translation>
        </message>
        <message>
            <source>库编号</source>
            <translation>Store number</translation>
        </message>
        <message>
            <source>库标识</source>
            <translation>Store id</translation>
        </message>
        <message>
            <source>基础数据版本</source>
            <translation>Version of the seed</translation>
        </message>
        <message>
            <source>练习库</source>
            <translation>Practice store</translation>
        </message>
        <message>
            <source>变更安排</source>
            <translation>Planned change</translation>
        </message>
        <message>
            <source>地名所在社区</source>
            <translation>Communities of a name</translation>
        </message>
        <message>
            <source>号码占用</source>
            <translation>Number held</translation>
        </message>
        <message>
            <source>核查表</source>
            <translation>Check sheet</translation>
        </message>
        <message>
            <source>核查表的行</source>
            <translation>Line of a check sheet</translation>
        </message>
        <message>
            <source>核查表回收</source>
            <translation>Return of a check sheet</translation>
        </message>
        <message>
            <source>核查发现</source>
            <translation>Finding of a check</translation>
        </message>
        <message>
            <source>移交</source>
            <translation>Hand-over to a district</translation>
        </message>
        <message>
            <source>移交来的日志</source>
            <translation>Journal handed over</translation>
        </message>
        <message>
            <source>签名密钥</source>
            <translation>Signing key</translation>
        </message>
        <message>
            <source>略图图层</source>
            <translation>Layer of the sketch map</translation>
        </message>
        <message>
            <source>视图与收藏</source>
            <translation>Views and favourites</translation>
        </message>
        <message>
            <source>本库</source>
            <translation>This store</translation>
        </message>
        <message>
            <source>撤销记录</source>
            <translation>Undo step</translation>
        </message>
        <message>
            <source>导入的行</source>
            <translation>Line of an import</translation>
        </message>
        <message>
            <source>人员查重</source>
            <translation>Digest of a person</translation>
        </message>
        <message>
            <source>保留</source>
            <translation>Kept</translation>
        </message>
        <message>
            <source>已删除</source>
            <translation>Removed</translation>
        </message>
        <message>
            <source>未保存</source>
            <translation>Not kept</translation>
        </message>
        <message>
            <source>已销毁</source>
            <translation>Wiped</translation>
        </message>
        <message>
            <source>读入中</source>
            <translation>Reading in</translation>
        </message>
        <message>
            <source>已预留</source>
            <translation>Reserved</translation>
        </message>
        <message>
            <source>已借出</source>
            <translation>Lent</translation>
        </message>
        <message>
            <source>空号</source>
            <translation>Free</translation>
        </message>
        <message>
            <source>已停用</source>
            <translation>Retired</translation>
        </message>
        <message>
            <source>点</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>线</source>
            <translation>Lines</translation>
        </message>
        <message>
            <source>面</source>
            <translation>Areas</translation>
        </message>
        <message>
            <source>总平面图</source>
            <translation>Backdrop</translation>
        </message>
        <message>
            <source>联系人</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>居住人</source>
            <translation>Resident</translation>
        </message>
        <message>
            <source>产权人</source>
            <translation>Owner</translation>
        </message>
        <message>
            <source>视图</source>
            <translation>View</translation>
        </message>
        <message>
            <source>收藏</source>
            <translation>Favourite</translation>
        </message>
        <message>
            <source>识读</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>匹配</source>
            <translation>Match</translation>
        </message>
        <message>
            <source>待批准</source>
            <translation>Proposed</translation>
        </message>
        <message>
            <source>已批准，待生效</source>
            <translation>Approved, to take hold</translation>
        </message>
        <message>
            <source>已生效</source>
            <translation>In force</translation>
        </message>
        <message>
            <source>不再执行</source>
            <translation>Dropped</translation>
        </message>
    </context>
    <context>
        <name>main_window</name>
        <message>
            <source>址牌</source>
            <translation>Zhipai</translation>
        </message>
        <message>
            <source>还有操作没有完成：{verbs}</source>
            <translation>Still running: {verbs}</translation>
        </message>
        <message>
            <source>关闭会取消它；已做的部分整体撤回，库中保持操作之前的样子。</source>
            <translation>Closing cancels it; what was done is undone as a whole and the register stays as it was before.</translation>
        </message>
        <message>
            <source>取消操作并关闭(&amp;C)</source>
            <translation>&amp;Cancel and close</translation>
        </message>
        <message>
            <source>继续等待(&amp;W)</source>
            <translation>&amp;Wait</translation>
        </message>
        <message>
            <source>地址库</source>
            <translation>Addresses</translation>
        </message>
        <message>
            <source>{name}（{roles}）</source>
            <translation>{name} ({roles})</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>下次启动时换用所选语言。The language changes at the next start.</source>
            <translation>The language changes at the next start. 下次启动时换用所选语言。</translation>
        </message>
        <message>
            <source>{verb}已取消，没有留下任何改动。</source>
            <translation>{verb}: cancelled; nothing was changed.</translation>
        </message>
        <message>
            <source>公安比对</source>
            <translation>Matching</translation>
        </message>
        <message>
            <source>准备其他房间</source>
            <translation>Make other rooms ready</translation>
        </message>
        <message>
            <source>{verb}没有完成：连不上服务器。</source>
            <translation>{verb} was not completed: the server cannot be reached.</translation>
        </message>
        <message>
            <source>已重新连上服务器。</source>
            <translation>The server is reached again.</translation>
        </message>
        <message>
            <source>系统</source>
            <translation>System</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>Names</translation>
        </message>
        <message>
            <source>您的角色或辖区已变更，已按新的办理。</source>
            <translation>Your roles or areas have changed; the new ones hold from now on.</translation>
        </message>
        <message>
            <source>「{names}」已收起，内容都在：按 Esc 取回，或从菜单再打开。</source>
            <translation>{names} put away with everything in it: Esc brings it back, or open it from the menu again.</translation>
        </message>
    </context>
    <context>
        <name>matching</name>
        <message>
            <source>{state} · {said}</source>
            <translation>{state} · {said}</translation>
        </message>
        <message>
            <source>各级一致</source>
            <translation>every level agrees</translation>
        </message>
        <message>
            <source>还没有比对。</source>
            <translation>Not matched yet.</translation>
        </message>
        <message>
            <source>库中没有找到相近的地址。可以在下面查找。</source>
            <translation>The register has nothing like it. Search below.</translation>
        </message>
        <message>
            <source>{when} {who}：{what}。理由：{reason}{end}</source>
            <translation>{when} {who}: {what}. Reason: {reason}{end}</translation>
        </message>
        <message>
            <source>（后来改了）</source>
            <translation> (changed later)</translation>
        </message>
        <message>
            <source>（已撤销）</source>
            <translation> (withdrawn)</translation>
        </message>
        <message>
            <source>本库没有这个地址</source>
            <translation>the register has no such address</translation>
        </message>
        <message>
            <source>就是 {address}</source>
            <translation>it is {address}</translation>
        </message>
        <message>
            <source>拆分应为 {elements}</source>
            <translation>to be read as {elements}</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>没有选中的行</source>
            <translation>No line selected</translation>
        </message>
        <message>
            <source>在左边选中一行，这里显示它的拆分、库中的地址和作过的决定。</source>
            <translation>Select a line on the left to see its elements, the register's addresses and earlier decisions.</translation>
        </message>
        <message>
            <source>库中另找一个（Ctrl+K）</source>
            <translation>Find another address (Ctrl+K)</translation>
        </message>
        <message>
            <source>库中地址</source>
            <translation>In the register</translation>
        </message>
        <message>
            <source>拆分</source>
            <translation>Elements</translation>
        </message>
        <message>
            <source>所选行的详情</source>
            <translation>The selected line</translation>
        </message>
        <message>
            <source>库中没有{kind} {written}</source>
            <translation>the register has no {kind} {written}</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>来文没有{kind} {entry}</source>
            <translation>the line has no {kind} {entry}</translation>
        </message>
        <message>
            <source>{kind} {written} ≠ {entry}</source>
            <translation>{kind} {written} ≠ {entry}</translation>
        </message>
        <message>
            <source>采用</source>
            <translation>Take it</translation>
        </message>
        <message>
            <source>？ {doubt}</source>
            <translation>? {doubt}</translation>
        </message>
        <message>
            <source>原读作：{value}</source>
            <translation>Was read as: {value}</translation>
        </message>
        <message>
            <source>导出比对结果</source>
            <translation>Export the matches</translation>
        </message>
        <message>
            <source>行号</source>
            <translation>Row</translation>
        </message>
        <message>
            <source>来文地址</source>
            <translation>Written address</translation>
        </message>
        <message>
            <source>结论</source>
            <translation>Verdict</translation>
        </message>
        <message>
            <source>依据</source>
            <translation>Because</translation>
        </message>
        <message>
            <source>来文编码</source>
            <translation>Code given</translation>
        </message>
        <message>
            <source>本系统编号</source>
            <translation>Own id</translation>
        </message>
        <message>
            <source>{source}：加入 {n} 行。</source>
            <translation>{source}: {n} lines added. </translation>
        </message>
        <message>
            <source>编码一并用于比对。</source>
            <translation>Codes are used as well. </translation>
        </message>
        <message>
            <source>粘贴的内容</source>
            <translation>Pasted</translation>
        </message>
        <message>
            <source>读的是「{heading}」列。</source>
            <translation>Column read: {heading}. </translation>
        </message>
        <message>
            <source>另有工作表没有读：{sheets}。</source>
            <translation>Sheets not read: {sheets}. </translation>
        </message>
        <message>
            <source>保留列表</source>
            <translation>Keep the list</translation>
        </message>
        <message>
            <source>取回列表</source>
            <translation>Fetch the list</translation>
        </message>
        <message>
            <source>输入一条地址，回车比对（Ctrl+N）</source>
            <translation>Type an address and press Enter (Ctrl+N)</translation>
        </message>
        <message>
            <source>筛选（Ctrl+F）</source>
            <translation>Filter (Ctrl+F)</translation>
        </message>
        <message>
            <source>填入几条样例(&amp;M)</source>
            <translation>Fill in exa&amp;mples</translation>
        </message>
        <message>
            <source>来文列表</source>
            <translation>The lines</translation>
        </message>
        <message>
            <source>把地址粘贴到这里，看它们对应库中哪一条</source>
            <translation>Paste addresses to see which ones of the register they are</translation>
        </message>
        <message>
            <source>从 WPS 或 Excel 复制后按 Ctrl+V；也可以把 .txt、.csv、.xlsx 文件拖进来，或在上面输入一条后回车。</source>
            <translation>Copy from WPS or Excel and press Ctrl+V; or drop a .txt, .csv or .xlsx file here, or type one above and press Enter.</translation>
        </message>
        <message>
            <source>没有这样的行</source>
            <translation>No such lines</translation>
        </message>
        <message>
            <source>换一个结论，或清除筛选。</source>
            <translation>Choose another verdict, or clear the filter.</translation>
        </message>
        <message>
            <source>整理列表</source>
            <translation>Arrange the list</translation>
        </message>
        <message>
            <source>比对地址</source>
            <translation>Match addresses</translation>
        </message>
        <message>
            <source>读取决定</source>
            <translation>Read decisions</translation>
        </message>
        <message>
            <source>核对拆分</source>
            <translation>Check the elements</translation>
        </message>
        <message>
            <source>读取来文</source>
            <translation>Read the lines</translation>
        </message>
        <message>
            <source>打开清单</source>
            <translation>Open a list</translation>
        </message>
        <message>
            <source>保存更正</source>
            <translation>Keep the correction</translation>
        </message>
        <message>
            <source>保存决定</source>
            <translation>Keep the decision</translation>
        </message>
        <message>
            <source>撤销决定</source>
            <translation>Withdraw the decision</translation>
        </message>
        <message>
            <source>打开来文清单</source>
            <translation>Open a list</translation>
        </message>
        <message>
            <source>清单 (*.xlsx *.xls *.ods *.csv *.txt *.htm *.html);;所有文件 (*)</source>
            <translation>Lists (*.xlsx *.xls *.ods *.csv *.txt *.htm *.html);;All files (*)</translation>
        </message>
        <message>
            <source>地址比对结果</source>
            <translation>Matched addresses</translation>
        </message>
        <message>
            <source>列表最多 {most} 行，这次的 {n} 行没有加入。请分成几份，或先清空列表。</source>
            <translation>The list takes {most} lines; these {n} were not added. Divide them, or clear the list first.</translation>
        </message>
        <message>
            <source>取回上次的列表，共 {n} 行。</source>
            <translation>The last list is back: {n} lines.</translation>
        </message>
        <message>
            <source>已停止：比对了 {done} / {whole} 行，其余的行都还在，可以继续。</source>
            <translation>Stopped: {done} of {whole} lines matched; the others are still here, and you can go on.</translation>
        </message>
        <message>
            <source>比对意外中断：比对了 {done} / {whole} 行，其余的行都还在，可以继续。</source>
            <translation>Matching broke off: {done} of {whole} lines matched; the others are still here, and you can go on.</translation>
        </message>
        <message>
            <source>剪贴板里没有文字。请先在表格里复制地址。</source>
            <translation>No text on the clipboard. Copy addresses from a table first.</translation>
        </message>
        <message>
            <source>库中数据有变动，结论可能过时。按 F5 重新比对。</source>
            <translation>The register has changed and verdicts may be out of date. Press F5 to match again.</translation>
        </message>
        <message>
            <source>当前列表是空的，没有可导出的内容。</source>
            <translation>The list is empty; nothing to export.</translation>
        </message>
        <message>
            <source>已记入日志，{n} 行按此重新比对。</source>
            <translation>Entered in the journal; lines matched again: {n}.</translation>
        </message>
        <message>
            <source>已导出 {n} 行到 {file}</source>
            <translation>{n} lines exported to {file}</translation>
        </message>
        <message>
            <source>已复制 {n} 行</source>
            <translation>{n} lines copied</translation>
        </message>
        <message>
            <source>读不了</source>
            <translation>Unreadable</translation>
        </message>
        <message>
            <source>未比对</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>{first}（等 {n} 条）</source>
            <translation>{first} (one of {n})</translation>
        </message>
        <message>
            <source>拆分已更正</source>
            <translation>elements corrected</translation>
        </message>
        <message>
            <source>{kind}：{value}</source>
            <translation>{kind}: {value}</translation>
        </message>
        <message>
            <source>粘贴(&amp;P)</source>
            <translation>&amp;Paste</translation>
        </message>
        <message>
            <source>打开清单…(&amp;O)</source>
            <translation>&amp;Open list…</translation>
        </message>
        <message>
            <source>继续比对(&amp;C)</source>
            <translation>&amp;Continue</translation>
        </message>
        <message>
            <source>导出…(&amp;X)</source>
            <translation>E&amp;xport…</translation>
        </message>
        <message>
            <source>把剪贴板里的地址加到列表（Ctrl+V）</source>
            <translation>Add the addresses on the clipboard (Ctrl+V)</translation>
        </message>
        <message>
            <source>读入 xlsx、xls、ods、csv 或 txt 清单（Ctrl+O）</source>
            <translation>Read an xlsx, xls, ods, csv or txt list (Ctrl+O)</translation>
        </message>
        <message>
            <source>把当前列表写成 xlsx（Ctrl+E）</source>
            <translation>Write the list as xlsx (Ctrl+E)</translation>
        </message>
        <message>
            <source>恢复(&amp;L)</source>
            <translation>Bring back (&amp;L)</translation>
        </message>
        <message>
            <source>清空(&amp;L)</source>
            <translation>C&amp;lear</translation>
        </message>
        <message>
            <source>请先写明理由，再按一次。</source>
            <translation>Give a reason first, then press again.</translation>
        </message>
        <message>
            <source>就是这个地址(&amp;T)</source>
            <translation>&amp;This address</translation>
        </message>
        <message>
            <source>本库没有(&amp;N)</source>
            <translation>&amp;None of ours</translation>
        </message>
        <message>
            <source>保存更正(&amp;S)</source>
            <translation>&amp;Save</translation>
        </message>
        <message>
            <source>在地址库中打开(&amp;G)</source>
            <translation>&amp;Go to address</translation>
        </message>
        <message>
            <source>撤销决定(&amp;W)</source>
            <translation>&amp;Withdraw</translation>
        </message>
        <message>
            <source>还原拆分(&amp;R)</source>
            <translation>&amp;Restore</translation>
        </message>
        <message>
            <source>理由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>理由(&amp;Y)</source>
            <translation>Wh&amp;y</translation>
        </message>
        <message>
            <source>现场核实</source>
            <translation>Checked on site</translation>
        </message>
        <message>
            <source>已与派出所核对</source>
            <translation>Checked with the police station</translation>
        </message>
        <message>
            <source>已查原始档案</source>
            <translation>Looked up in the file</translation>
        </message>
        <message>
            <source>来文笔误</source>
            <translation>Slip in the list</translation>
        </message>
        <message>
            <source>记入日志，例如：现场核实</source>
            <translation>For the journal, e.g. checked on site</translation>
        </message>
        <message>
            <source>全部 {n}</source>
            <translation>All {n}</translation>
        </message>
        <message>
            <source>{group} {n}</source>
            <translation>{group} {n}</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>name</translation>
        </message>
        <message>
            <source>{value}已撤并，现在是{other}</source>
            <translation>{value} was abolished, now {other}</translation>
        </message>
        <message>
            <source>{kind}「{value}」像是「{other}」的错字</source>
            <translation>{kind} {value} looks like a slip for {other}</translation>
        </message>
        <message>
            <source>库中没有{kind}「{value}」</source>
            <translation>the register has no {kind} {value}</translation>
        </message>
        <message>
            <source>「{value}」读作{kind}，也可能是{other_kind}</source>
            <translation>{value} was read as {kind}, may be {other_kind}</translation>
        </message>
        <message>
            <source>读作{kind} {value}，也可能是{other_kind} {other}</source>
            <translation>read as {kind} {value}, may be {other_kind} {other}</translation>
        </message>
        <message>
            <source>{kind}读作连号 {value}，也可能是 {other}</source>
            <translation>{kind} read as range {value}, may be {other}</translation>
        </message>
        <message>
            <source>写的是 {value} 层，室号说在 {other} 层</source>
            <translation>floor {value} is written, the room is on floor {other}</translation>
        </message>
        <message>
            <source>同一</source>
            <translation>Same</translation>
        </message>
        <message>
            <source>包含</source>
            <translation>Contains</translation>
        </message>
        <message>
            <source>候选</source>
            <translation>Candidate</translation>
        </message>
        <message>
            <source>冲突</source>
            <translation>Conflict</translation>
        </message>
        <message>
            <source>无</source>
            <translation>None</translation>
        </message>
        <message>
            <source>公安编码</source>
            <translation>police code</translation>
        </message>
        <message>
            <source>人工决定</source>
            <translation>decision</translation>
        </message>
        <message>
            <source>标准写法</source>
            <translation>same spelling</translation>
        </message>
        <message>
            <source>别名曾用名</source>
            <translation>alias</translation>
        </message>
        <message>
            <source>逐级比对</source>
            <translation>level by level</translation>
        </message>
        <message>
            <source>相近</source>
            <translation>alike</translation>
        </message>
        <message>
            <source>没有线索</source>
            <translation>no sign</translation>
        </message>
        <message>
            <source>只是省略了上级区划</source>
            <translation>only upper units left out</translation>
        </message>
        <message>
            <source>只是没写层，室号已说明</source>
            <translation>only the floor left out, the room tells it</translation>
        </message>
        <message>
            <source>只是没写楼名，门牌号和室相同</source>
            <translation>only the building's name left out</translation>
        </message>
        <message>
            <source>{element}是撤并或更名前的</source>
            <translation>{element} is an abolished or former one</translation>
        </message>
        <message>
            <source>{element}写的是别名或曾用名</source>
            <translation>{element} is an alias or former name</translation>
        </message>
        <message>
            <source>{element}有同音或近音的错字</source>
            <translation>{element} has a slip that sounds alike</translation>
        </message>
        <message>
            <source>库中更细，来文没写{element}</source>
            <translation>the register goes deeper: {element} is not written</translation>
        </message>
        <message>
            <source>读不出地址</source>
            <translation>no address can be read</translation>
        </message>
        <message>
            <source>没写在哪个{element}</source>
            <translation>does not say which {element}</translation>
        </message>
        <message>
            <source>几个区都有这个{element}</source>
            <translation>several districts have this {element}</translation>
        </message>
        <message>
            <source>{element}名相近，不能确定是同一个</source>
            <translation>{element} names are alike, not surely the same</translation>
        </message>
        <message>
            <source>{element}不同</source>
            <translation>{element} differs</translation>
        </message>
        <message>
            <source>一方写路，一方只写小区或村</source>
            <translation>a road on one side, only an estate or village on the other</translation>
        </message>
        <message>
            <source>「12-1号」与「12号之一」的写法不同</source>
            <translation>written 12-1 and 12之一</translation>
        </message>
        <message>
            <source>是连号或几号中的一个</source>
            <translation>one number of a range or list</translation>
        </message>
        <message>
            <source>一方是室，一方是其中的分室</source>
            <translation>a room and a part of it</translation>
        </message>
        <message>
            <source>写的层与室号所在的层不符</source>
            <translation>the floor is not the room's own</translation>
        </message>
        <message>
            <source>方位或分区不同</source>
            <translation>side or zone differs</translation>
        </message>
        <message>
            <source>是对面或旁边</source>
            <translation>opposite or beside</translation>
        </message>
        <message>
            <source>附注不同</source>
            <translation>notes differ</translation>
        </message>
        <message>
            <source>一方缺{element}</source>
            <translation>{element} on one side only</translation>
        </message>
        <message>
            <source>同一个号，一方是{element}，一方不是</source>
            <translation>the same number, but {element} on one side only</translation>
        </message>
        <message>
            <source>库中没有</source>
            <translation>not in the register</translation>
        </message>
        <message>
            <source>有几条同样符合</source>
            <translation>several fit equally well</translation>
        </message>
        <message>
            <source>编码与文字指向不同的地址</source>
            <translation>code and text lead to different addresses</translation>
        </message>
        <message>
            <source>编码对得上，文字读不出地址</source>
            <translation>the code fits, the text says no address</translation>
        </message>
        <message>
            <source>编码的地址已停用或注销</source>
            <translation>the code's address is suspended or cancelled</translation>
        </message>
        <message>
            <source>按人工决定</source>
            <translation>as a person decided</translation>
        </message>
        <message>
            <source>决定之后库中地址有变，请重新确认</source>
            <translation>the address changed after the decision; confirm it again</translation>
        </message>
        <message>
            <source>省</source>
            <translation>province</translation>
        </message>
        <message>
            <source>市</source>
            <translation>city</translation>
        </message>
        <message>
            <source>区县</source>
            <translation>district</translation>
        </message>
        <message>
            <source>镇街</source>
            <translation>town</translation>
        </message>
        <message>
            <source>社区村</source>
            <translation>community</translation>
        </message>
        <message>
            <source>自然村</source>
            <translation>village</translation>
        </message>
        <message>
            <source>路街巷</source>
            <translation>road</translation>
        </message>
        <message>
            <source>门牌号</source>
            <translation>number</translation>
        </message>
        <message>
            <source>小区楼名</source>
            <translation>compound</translation>
        </message>
        <message>
            <source>楼栋</source>
            <translation>building</translation>
        </message>
        <message>
            <source>梯位</source>
            <translation>stair</translation>
        </message>
        <message>
            <source>层</source>
            <translation>floor</translation>
        </message>
        <message>
            <source>室</source>
            <translation>room</translation>
        </message>
        <message>
            <source>其他</source>
            <translation>rest</translation>
        </message>
        <message>
            <source>空行</source>
            <translation>empty line</translation>
        </message>
        <message>
            <source>超过 1,000 个字，不是一条地址</source>
            <translation>more than 1,000 characters, no address</translation>
        </message>
        <message>
            <source>含有看不见的控制字符</source>
            <translation>has an invisible control character</translation>
        </message>
        <message>
            <source>含有不能出现在地址里的字符（表情、方向标记或乱码）</source>
            <translation>has a character no address has (emoji, writing direction, garbled)</translation>
        </message>
        <message>
            <source>在表头上方，不当作地址</source>
            <translation>above the heading, no address</translation>
        </message>
        <message>
            <source>单元格是错误值，读不出文字</source>
            <translation>the cell holds an error</translation>
        </message>
        <message>
            <source>来文更细，多了{element}</source>
            <translation>the line goes deeper: {element}</translation>
        </message>
        <message>
            <source>{why}（第 {place} 个字）</source>
            <translation>{why} (character {place})</translation>
        </message>
        <message>
            <source>公安比对 — {text}</source>
            <translation>Police comparison — {text}</translation>
        </message>
        <message>
            <source>上次填写的那一行已不在列表里。</source>
            <translation>The line that was being filled in is no longer in the list.</translation>
        </message>
    </context>
    <context>
        <name>menus</name>
        <message>
            <source>文件(&amp;F)</source>
            <translation>&amp;File</translation>
        </message>
        <message>
            <source>导出当前列表…(&amp;E)</source>
            <translation>&amp;Export this list…</translation>
        </message>
        <message>
            <source>退出(&amp;X)</source>
            <translation>E&amp;xit</translation>
        </message>
        <message>
            <source>编辑(&amp;E)</source>
            <translation>&amp;Edit</translation>
        </message>
        <message>
            <source>复制(&amp;C)</source>
            <translation>&amp;Copy</translation>
        </message>
        <message>
            <source>筛选列表…(&amp;F)</source>
            <translation>&amp;Filter the list…</translation>
        </message>
        <message>
            <source>查看(&amp;V)</source>
            <translation>&amp;View</translation>
        </message>
        <message>
            <source>地址库(&amp;1)</source>
            <translation>Addresses (&amp;1)</translation>
        </message>
        <message>
            <source>下一窗格(&amp;N)</source>
            <translation>&amp;Next pane</translation>
        </message>
        <message>
            <source>刷新(&amp;R)</source>
            <translation>&amp;Refresh</translation>
        </message>
        <message>
            <source>地址列表的排序和列…(&amp;O)</source>
            <translation>&amp;Order and columns of the address list…</translation>
        </message>
        <message>
            <source>外观(&amp;A)</source>
            <translation>&amp;Appearance</translation>
        </message>
        <message>
            <source>语言 Language(&amp;L)</source>
            <translation>&amp;Language 语言</translation>
        </message>
        <message>
            <source>帮助(&amp;H)</source>
            <translation>&amp;Help</translation>
        </message>
        <message>
            <source>关于址牌(&amp;A)</source>
            <translation>&amp;About Zhipai</translation>
        </message>
        <message>
            <source>跟随系统(&amp;S)</source>
            <translation>Like the &amp;system</translation>
        </message>
        <message>
            <source>浅色(&amp;L)</source>
            <translation>&amp;Light</translation>
        </message>
        <message>
            <source>深色(&amp;D)</source>
            <translation>&amp;Dark</translation>
        </message>
        <message>
            <source>操作日志…(&amp;J)</source>
            <translation>Operation log… (&amp;J)</translation>
        </message>
        <message>
            <source>修改口令(&amp;P)…</source>
            <translation>Change &amp;password…</translation>
        </message>
        <message>
            <source>锁定(&amp;L)</source>
            <translation>&amp;Lock</translation>
        </message>
        <message>
            <source>切换账号(&amp;S)…</source>
            <translation>&amp;Switch account…</translation>
        </message>
        <message>
            <source>系统(&amp;0)</source>
            <translation>System (&amp;0)</translation>
        </message>
        <message>
            <source>批量生成…(&amp;N)</source>
            <translation>Ge&amp;nerate…</translation>
        </message>
        <message>
            <source>楼盘表…(&amp;T)</source>
            <translation>Building &amp;table…</translation>
        </message>
        <message>
            <source>练习库(&amp;T)…</source>
            <translation>Practice register (&amp;T)…</translation>
        </message>
        <message>
            <source>导入…(&amp;I)</source>
            <translation>&amp;Import…</translation>
        </message>
        <message>
            <source>地名(&amp;2)</source>
            <translation>Names (&amp;2)</translation>
        </message>
        <message>
            <source>公安比对(&amp;3)</source>
            <translation>Matching (&amp;3)</translation>
        </message>
        <message>
            <source>某一天的地址库…(&amp;D)</source>
            <translation>Register of another &amp;day…</translation>
        </message>
        <message>
            <source>两个日期的变化…(&amp;C)</source>
            <translation>&amp;Changes between two dates…</translation>
        </message>
        <message>
            <source>地址(&amp;D)</source>
            <translation>A&amp;ddress</translation>
        </message>
        <message>
            <source>查找…(&amp;K)</source>
            <translation>Search… (&amp;K)</translation>
        </message>
        <message>
            <source>略图窗口(&amp;M)</source>
            <translation>Sketch map window(&amp;M)</translation>
        </message>
        <message>
            <source>核查表下发与回收(&amp;K)…</source>
            <translation>Chec&amp;k sheets…</translation>
        </message>
    </context>
    <context>
        <name>progress</name>
        <message>
            <source>正在读取</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>正在核对</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>正在暂存</source>
            <translation>Staging</translation>
        </message>
        <message>
            <source>正在入库</source>
            <translation>Storing</translation>
        </message>
        <message>
            <source>正在写出</source>
            <translation>Writing</translation>
        </message>
        <message>
            <source>正在载入</source>
            <translation>Loading</translation>
        </message>
        <message>
            <source>正在排序</source>
            <translation>Sorting</translation>
        </message>
        <message>
            <source>正在查找</source>
            <translation>Searching</translation>
        </message>
        <message>
            <source>正在比对</source>
            <translation>Matching</translation>
        </message>
        <message>
            <source>正在复制</source>
            <translation>Copying</translation>
        </message>
        <message>
            <source>正在核对两库</source>
            <translation>Comparing the two stores</translation>
        </message>
        <message>
            <source>正在建立索引</source>
            <translation>Building indexes</translation>
        </message>
        <message>
            <source>正在读回核对</source>
            <translation>Reading back</translation>
        </message>
        <message>
            <source>正在排版</source>
            <translation>Laying out</translation>
        </message>
        <message>
            <source>正在逐块核验</source>
            <translation>Checking every plate</translation>
        </message>
        <message>
            <source>正在提交，此时不能取消</source>
            <translation>Committing; it can no longer be cancelled</translation>
        </message>
        <message>
            <source>正在处理</source>
            <translation>Working</translation>
        </message>
        <message>
            <source>取消(&amp;C)</source>
            <translation>&amp;Cancel</translation>
        </message>
        <message>
            <source>正在取消，请稍候…</source>
            <translation>Cancelling, please wait…</translation>
        </message>
        <message>
            <source>{note}：{done} / {total}</source>
            <translation>{note}: {done} of {total}</translation>
        </message>
        <message>
            <source>{note}…</source>
            <translation>{note}…</translation>
        </message>
        <message>
            <source>正在核对附件</source>
            <translation>Checking attached files</translation>
        </message>
        <message>
            <source>正在复制附件</source>
            <translation>Copying attached files</translation>
        </message>
        <message>
            <source>正在添加附件</source>
            <translation>Attaching files</translation>
        </message>
        <message>
            <source>正在并入</source>
            <translation>joining</translation>
        </message>
        <message>
            <source>正在重新封存</source>
            <translation>sealing anew</translation>
        </message>
        <message>
            <source>正在用样例建立练习库</source>
            <translation>Making the practice register from the sample</translation>
        </message>
        <message>
            <source>正在撤回</source>
            <translation>Taking back</translation>
        </message>
        <message>
            <source>正在下发</source>
            <translation>Issuing</translation>
        </message>
        <message>
            <source>正在逐条办理</source>
            <translation>Deciding one by one</translation>
        </message>
    </context>
    <context>
        <name>rare</name>
        <message>
            <source>GBK 与旧版 GB 18030 曾放在专用区的 105 个字，如 U+E863 = 䶮</source>
            <translation>105 characters that GBK and older GB 18030 kept in the private area, such as U+E863 = 䶮</translation>
        </message>
        <message>
            <source>{radical} 部 + {strokes} 画</source>
            <translation>{radical} + {strokes} strokes</translation>
        </message>
        <message>
            <source>{total} 个字。回车插入，方向键选字。</source>
            <translation>{total} characters. Enter inserts, arrows choose.</translation>
        </message>
        <message>
            <source>{total} 个字，先列 {shown} 个；再加一个部件可以缩小范围。</source>
            <translation>{total} characters, the first {shown} are shown; one more part narrows them down.</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>不在 8105 字表</source>
            <translation>not among the 8,105</translation>
        </message>
        <message>
            <source>作为自造字的标准字(&amp;U)…</source>
            <translation>&amp;Use for a private-use character…</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>印牌</source>
            <translation>Printing</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>Places</translation>
        </message>
        <message>
            <source>字库里没有这个字，印不出来</source>
            <translation>no shipped font has it: it cannot be printed</translation>
        </message>
        <message>
            <source>字表</source>
            <translation>Sets</translation>
        </message>
        <message>
            <source>宋体 {face}（黑体没有这个字）</source>
            <translation>Song, {face} (the Hei font lacks it)</translation>
        </message>
        <message>
            <source>找到的字</source>
            <translation>Characters found</translation>
        </message>
        <message>
            <source>按 GBK 旧位置补全(&amp;B)</source>
            <translation>Add old G&amp;BK places</translation>
        </message>
        <message>
            <source>插入(&amp;I)</source>
            <translation>&amp;Insert</translation>
        </message>
        <message>
            <source>插入并继续(&amp;M)</source>
            <translation>Insert &amp;more</translation>
        </message>
        <message>
            <source>更正已有的对照</source>
            <translation>Correct kept pairs</translation>
        </message>
        <message>
            <source>最近用过的字和福建地名用字。</source>
            <translation>Used lately, and characters of Fujian place names.</translation>
        </message>
        <message>
            <source>来文单位(&amp;S)</source>
            <translation>&amp;Sender</translation>
        </message>
        <message>
            <source>查字(&amp;F)</source>
            <translation>&amp;Find</translation>
        </message>
        <message>
            <source>查生僻字</source>
            <translation>Looking for a rare character</translation>
        </message>
        <message>
            <source>标准字</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>标准字(&amp;C)</source>
            <translation>Standard &amp;character</translation>
        </message>
        <message>
            <source>标准字码位</source>
            <translation>Its code</translation>
        </message>
        <message>
            <source>标准字，或它的码位</source>
            <translation>the standard character, or its code</translation>
        </message>
        <message>
            <source>没有找到。部件可以少写一个，也可以只写部首和画数，如「土14」。</source>
            <translation>Nothing found. Leave a part out, or give the radical and further strokes, such as 土14.</translation>
        </message>
        <message>
            <source>生僻字</source>
            <translation>Rare characters</translation>
        </message>
        <message>
            <source>生僻字…</source>
            <translation>Rare characters…</translation>
        </message>
        <message>
            <source>登记(&amp;D)</source>
            <translation>A&amp;dd</translation>
        </message>
        <message>
            <source>登记自造字对照</source>
            <translation>Keeping private-use characters</translation>
        </message>
        <message>
            <source>看不懂这样写：请输入码位、拼音、部件，或直接粘贴这个字。</source>
            <translation>Not understood: type a code, pinyin or parts, or paste the character.</translation>
        </message>
        <message>
            <source>码位</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>码位 87F3、拼音 xun、部件 虫寻，或 土14（部首加画数）</source>
            <translation>Code 87F3, pinyin xun, parts 虫寻, or 土14 (radical and strokes)</translation>
        </message>
        <message>
            <source>码位 U+E863，或粘贴原字</source>
            <translation>code U+E863, or paste the character</translation>
        </message>
        <message>
            <source>福建 {n} 处：</source>
            <translation>{n} in Fujian:</translation>
        </message>
        <message>
            <source>第 {version} 版，{n} 个字。</source>
            <translation>Version {version}, {n} characters.</translation>
        </message>
        <message>
            <source>繁简</source>
            <translation>Variants</translation>
        </message>
        <message>
            <source>自造字(&amp;P)</source>
            <translation>&amp;Private-use</translation>
        </message>
        <message>
            <source>自造字对照(&amp;G)</source>
            <translation>Private-use &amp;glyphs</translation>
        </message>
        <message>
            <source>自造字码位</source>
            <translation>Private-use code</translation>
        </message>
        <message>
            <source>规范字（8105 字表）</source>
            <translation>standard (list of 8,105)</translation>
        </message>
        <message>
            <source>读取自造字对照</source>
            <translation>Reading private-use characters</translation>
        </message>
        <message>
            <source>读音</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>这个单位还没有对照。导入来文时遇到没有对照的自造字，那一行会退回并写明码位。</source>
            <translation>Nothing is kept for this sender. At import, a private-use character without a pair sends its row back and names the code.</translation>
        </message>
        <message>
            <source>部件</source>
            <translation>Parts</translation>
        </message>
        <message>
            <source>部首</source>
            <translation>Radical</translation>
        </message>
        <message>
            <source>黑体 {face}</source>
            <translation>Hei, {face}</translation>
        </message>
        <message>
            <source>（推得）</source>
            <translation> (inferred)</translation>
        </message>
        <message>
            <source>（未注明来源）</source>
            <translation>(no sender named)</translation>
        </message>
    </context>
    <context>
        <name>reasons</name>
        <message>
            <source>「{address}」已注销或合并，号码不再发放</source>
            <translation>“{address}” was cancelled or merged; the number is not issued again</translation>
        </message>
        <message>
            <source>不在您的管辖区域内</source>
            <translation>outside your area</translation>
        </message>
        <message>
            <source>交接</source>
            <translation>handover</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>person</translation>
        </message>
        <message>
            <source>制牌批次</source>
            <translation>plate batch</translation>
        </message>
        <message>
            <source>号码已借给离线电脑编号，不能直接新增</source>
            <translation>the number is lent to an offline computer and cannot be added directly</translation>
        </message>
        <message>
            <source>号码已由「{address}」占用或申请</source>
            <translation>“{address}” holds the number or has asked for it</translation>
        </message>
        <message>
            <source>号码已由另一个地址占用或申请</source>
            <translation>another address holds the number or has asked for it</translation>
        </message>
        <message>
            <source>号码已由您管辖区域以外的地址占用</source>
            <translation>an address outside your area holds the number</translation>
        </message>
        <message>
            <source>号码已预留，不能直接新增</source>
            <translation>the number is reserved and cannot be added directly</translation>
        </message>
        <message>
            <source>号码曾用于「{address}」，它已改用别的号码，旧号不再发放</source>
            <translation>the number was that of “{address}”, which has another one now; the old one is not issued again</translation>
        </message>
        <message>
            <source>号码曾经用过，已停用，不再发放</source>
            <translation>the number was used before, is retired and is not issued again</translation>
        </message>
        <message>
            <source>图层</source>
            <translation>map layer</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>place name</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>address</translation>
        </message>
        <message>
            <source>撤销记录</source>
            <translation>undo record</translation>
        </message>
        <message>
            <source>核查意见</source>
            <translation>finding of a check</translation>
        </message>
        <message>
            <source>比对决定</source>
            <translation>matching decision</translation>
        </message>
        <message>
            <source>没有填写门牌号</source>
            <translation>the house number is missing</translation>
        </message>
        <message>
            <source>不是门牌号的写法</source>
            <translation>this is no house number</translation>
        </message>
        <message>
            <source>中文数字写法有误</source>
            <translation>the Chinese numeral is not written correctly</translation>
        </message>
        <message>
            <source>「号」字重复</source>
            <translation>号 stands twice</translation>
        </message>
        <message>
            <source>数字超出允许范围，或以 0 开头</source>
            <translation>a figure is out of range or begins with 0</translation>
        </message>
        <message>
            <source>申请</source>
            <translation>application</translation>
        </message>
        <message>
            <source>移交</source>
            <translation>handing over</translation>
        </message>
        <message>
            <source>能打开保密柜的账号</source>
            <translation>account that can open the vault</translation>
        </message>
        <message>
            <source>要划入的地方不在您的管辖区域内</source>
            <translation>it would lie outside your area</translation>
        </message>
        <message>
            <source>视图或收藏</source>
            <translation>view or favourite</translation>
        </message>
        <message>
            <source>记录</source>
            <translation>record</translation>
        </message>
        <message>
            <source>责任区</source>
            <translation>area of responsibility</translation>
        </message>
        <message>
            <source>连号范围不能与「之几」同时使用</source>
            <translation>a range cannot carry a 之 suffix</translation>
        </message>
        <message>
            <source>连号范围过长</source>
            <translation>the range is too long</translation>
        </message>
        <message>
            <source>拟号个数超出允许范围</source>
            <translation>that many numbers cannot be proposed</translation>
        </message>
        <message>
            <source>这条路的号码已经用完</source>
            <translation>the street has no numbers left</translation>
        </message>
        <message>
            <source>写法无法识别</source>
            <translation>it cannot be read</translation>
        </message>
        <message>
            <source>没有门牌号、楼栋、梯位或室</source>
            <translation>there is no number, building, stair or room</translation>
        </message>
        <message>
            <source>上一级不允许有这样的下一级</source>
            <translation>the level above cannot have this one below it</translation>
        </message>
        <message>
            <source>街侧只能是左侧或右侧</source>
            <translation>the side must be left or right</translation>
        </message>
        <message>
            <source>没有文字</source>
            <translation>there is no text</translation>
        </message>
        <message>
            <source>文字过长，不是一个地址</source>
            <translation>the text is too long for an address</translation>
        </message>
        <message>
            <source>含有不可见的控制字符</source>
            <translation>it holds control characters, which nobody sees</translation>
        </message>
        <message>
            <source>没有这一级</source>
            <translation>there is no such level</translation>
        </message>
        <message>
            <source>找不到这个文件</source>
            <translation>the file is not there</translation>
        </message>
        <message>
            <source>没有读取这个文件的权限</source>
            <translation>you may not read the file</translation>
        </message>
        <message>
            <source>文件是空的</source>
            <translation>the file is empty</translation>
        </message>
        <message>
            <source>文件过大</source>
            <translation>the file is too large</translation>
        </message>
        <message>
            <source>文件设有密码</source>
            <translation>the file has a password</translation>
        </message>
        <message>
            <source>不是表格文件，或文件已损坏</source>
            <translation>it is no workbook, or it is damaged</translation>
        </message>
        <message>
            <source>文字编码无法识别</source>
            <translation>the text encoding is unknown</translation>
        </message>
        <message>
            <source>引号不成对</source>
            <translation>a quotation mark is missing</translation>
        </message>
        <message>
            <source>缺少必需的列</source>
            <translation>a required column is missing</translation>
        </message>
        <message>
            <source>有两列含义相同</source>
            <translation>two columns mean the same</translation>
        </message>
        <message>
            <source>列对应设置有误</source>
            <translation>the column mapping is wrong</translation>
        </message>
        <message>
            <source>读取期间文件被改动</source>
            <translation>the file was changed while it was read</translation>
        </message>
        <message>
            <source>有重复的行</source>
            <translation>a row stands twice</translation>
        </message>
        <message>
            <source>必填的单元格是空的</source>
            <translation>a required cell is empty</translation>
        </message>
        <message>
            <source>出现未知的取值</source>
            <translation>a value is unknown</translation>
        </message>
        <message>
            <source>不是有效的 JSON 文件</source>
            <translation>it is no valid JSON</translation>
        </message>
        <message>
            <source>读音与字数不符</source>
            <translation>the reading does not fit the number of characters</translation>
        </message>
        <message>
            <source>名称没有依据</source>
            <translation>the name is not borne out</translation>
        </message>
        <message>
            <source>文件读不出来</source>
            <translation>the file cannot be read</translation>
        </message>
        <message>
            <source>文件夹不是空的</source>
            <translation>the folder is not empty</translation>
        </message>
        <message>
            <source>文件夹里没有可导入的表格</source>
            <translation>the folder holds no workbook to import</translation>
        </message>
        <message>
            <source>找不到表头</source>
            <translation>there is no header row</translation>
        </message>
        <message>
            <source>文字编码不是 UTF-8</source>
            <translation>the text is not UTF-8</translation>
        </message>
        <message>
            <source>缺少必需的行</source>
            <translation>a required row is missing</translation>
        </message>
        <message>
            <source>不是编号规则文件</source>
            <translation>it is no file of numbering rules</translation>
        </message>
        <message>
            <source>库中没有这个地名</source>
            <translation>the register has no such place name</translation>
        </message>
        <message>
            <source>账号的写法有误</source>
            <translation>the account is not written correctly</translation>
        </message>
        <message>
            <source>没有这个角色</source>
            <translation>there is no such role</translation>
        </message>
        <message>
            <source>含有表格文件不能保存的字符</source>
            <translation>it holds a character that no workbook can keep</translation>
        </message>
        <message>
            <source>单元格文字过长</source>
            <translation>the text is too long for a cell</translation>
        </message>
        <message>
            <source>行数超过一张工作表的上限</source>
            <translation>there are more rows than a sheet can hold</translation>
        </message>
        <message>
            <source>不是 PDF 文件，或已损坏</source>
            <translation>it is no PDF, or it is damaged</translation>
        </message>
        <message>
            <source>这一页读不出来</source>
            <translation>this page cannot be read</translation>
        </message>
        <message>
            <source>不是址牌生成的牌面文件</source>
            <translation>it is no plate file made by Zhipai</translation>
        </message>
        <message>
            <source>不是检查数据包，或已损坏</source>
            <translation>it is no inspection package, or it is damaged</translation>
        </message>
        <message>
            <source>数据包由另一版本的程序建立</source>
            <translation>the package was made by another version of the program</translation>
        </message>
        <message>
            <source>数据包里缺少一个文件</source>
            <translation>a file is missing in the package</translation>
        </message>
        <message>
            <source>数据包里多出一个文件</source>
            <translation>the package holds a file too many</translation>
        </message>
        <message>
            <source>数据包里有清单上没有的文件</source>
            <translation>the package holds a file that its list does not name</translation>
        </message>
        <message>
            <source>数据包里有重名的文件</source>
            <translation>the package holds two files of one name</translation>
        </message>
        <message>
            <source>数据包里有文件被改动或损坏</source>
            <translation>a file in the package was changed or damaged</translation>
        </message>
        <message>
            <source>附件</source>
            <translation>attachment</translation>
        </message>
        <message>
            <source>附件与登记的校验值不符</source>
            <translation>an attachment does not match its digest</translation>
        </message>
        <message>
            <source>同一张检查表出现两次</source>
            <translation>a form stands twice</translation>
        </message>
        <message>
            <source>检查表的版本不一致</source>
            <translation>the checklist is of another version</translation>
        </message>
        <message>
            <source>已有同名的文件，备份不会覆盖它</source>
            <translation>a file of this name exists, and a backup overwrites nothing</translation>
        </message>
        <message>
            <source>正是要读的清单，写了它，没读进去的行就丢了</source>
            <translation>it is the list to be read; written over, the lines refused would be lost</translation>
        </message>
        <message>
            <source>另一个程序正在写这个文件</source>
            <translation>another program is writing this file</translation>
        </message>
        <message>
            <source>读写磁盘时出错，没有写成</source>
            <translation>the disk failed and the file was not written</translation>
        </message>
        <message>
            <source>文件打不开</source>
            <translation>the file cannot be opened</translation>
        </message>
        <message>
            <source>写完后核对与原库不一致，没有保留</source>
            <translation>the written file differs from the register and was not kept</translation>
        </message>
        <message>
            <source>不是址牌的备份文件</source>
            <translation>not a backup made by Zhipai</translation>
        </message>
        <message>
            <source>备份文件已损坏或被改动，没有恢复</source>
            <translation>the backup is damaged or was changed; nothing was restored</translation>
        </message>
        <message>
            <source>备份由更新版本的程序建立，请先升级址牌</source>
            <translation>the backup was made by a newer program; update Zhipai first</translation>
        </message>
        <message>
            <source>备份由较旧版本的程序建立，请用那个版本恢复，再升级</source>
            <translation>the backup was made by an older program; restore it with that one, then upgrade</translation>
        </message>
        <message>
            <source>当前账号没有这项权限，或不管辖这个区域</source>
            <translation>the account lacks the right, or the area is not its own</translation>
        </message>
        <message>
            <source>经办与审批不能是同一个账号</source>
            <translation>one account cannot both file and approve</translation>
        </message>
        <message>
            <source>已经制牌，要先把牌作废</source>
            <translation>a plate exists; it must be voided first</translation>
        </message>
        <message>
            <source>下级还有已批准的地址</source>
            <translation>there are approved addresses below</translation>
        </message>
        <message>
            <source>二维码内容已属于另一个地址</source>
            <translation>the QR payload belongs to another address</translation>
        </message>
        <message>
            <source>地址编码已属于另一个地址</source>
            <translation>the address code belongs to another address</translation>
        </message>
        <message>
            <source>这个地址已有不同的地址编码</source>
            <translation>the address has another code already</translation>
        </message>
        <message>
            <source>这个地址已有不同的二维码内容</source>
            <translation>the address has another QR payload already</translation>
        </message>
        <message>
            <source>文字在牌面上放不下</source>
            <translation>the text does not fit on the plate</translation>
        </message>
        <message>
            <source>字库里没有这个字</source>
            <translation>the font has no such character</translation>
        </message>
        <message>
            <source>文字前后有空格</source>
            <translation>the text begins or ends with a blank</translation>
        </message>
        <message>
            <source>牌面上必填的文字是空的</source>
            <translation>a required text of the plate is empty</translation>
        </message>
        <message>
            <source>二维码的最小点小于可扫描的尺寸</source>
            <translation>the QR modules are too small to be read</translation>
        </message>
        <message>
            <source>没有二维码内容</source>
            <translation>there is no QR payload</translation>
        </message>
        <message>
            <source>二维码内容不是文字</source>
            <translation>the QR payload is no text</translation>
        </message>
        <message>
            <source>二维码内容过长或含有不能编码的字符</source>
            <translation>the QR payload is too long or cannot be encoded</translation>
        </message>
        <message>
            <source>牌面上没有二维码</source>
            <translation>the plate bears no QR code</translation>
        </message>
        <message>
            <source>牌数与清单不一致</source>
            <translation>the number of plates differs from the list</translation>
        </message>
        <message>
            <source>二维码与门牌号对不上</source>
            <translation>QR code and house number do not belong together</translation>
        </message>
        <message>
            <source>文件不是这个批次的</source>
            <translation>the file is not of this batch</translation>
        </message>
        <message>
            <source>清单锁定之后地址库有了改动</source>
            <translation>the register changed after the list was locked</translation>
        </message>
        <message>
            <source>只有地址清单可以指定日期</source>
            <translation>only lists of addresses can be of another day</translation>
        </message>
        <message>
            <source>磁盘空间不足，没有写成</source>
            <translation>the disk is full and the file was not written</translation>
        </message>
        <message>
            <source>文件夹不存在</source>
            <translation>the folder does not exist</translation>
        </message>
        <message>
            <source>这个位置不能写入</source>
            <translation>this place cannot be written to</translation>
        </message>
        <message>
            <source>文件没有写成</source>
            <translation>the file was not written</translation>
        </message>
        <message>
            <source>二维码扫描不出来</source>
            <translation>the QR code cannot be read</translation>
        </message>
        <message>
            <source>数据包没有并入</source>
            <translation>the package was not merged</translation>
        </message>
        <message>
            <source>不是「自造字=标准字」的写法</source>
            <translation>not written as “private-use character=standard character”</translation>
        </message>
        <message>
            <source>右边不是一个标准字</source>
            <translation>the right side is not one standard character</translation>
        </message>
        <message>
            <source>左边不是自造字（U+E000–U+F8FF 等专用区）的一个码</source>
            <translation>the left side is not one private-use code (U+E000–U+F8FF or a private plane)</translation>
        </message>
        <message>
            <source>来文单位名称过长</source>
            <translation>the sender’s name is too long</translation>
        </message>
        <message>
            <source>没有写来文单位</source>
            <translation>no sender is named</translation>
        </message>
        <message>
            <source>这一行不是「自造字、标准字」两列</source>
            <translation>this row is not two columns “private-use character, standard character”</translation>
        </message>
        <message>
            <source>这个自造字已有不同的对照</source>
            <translation>this private-use character already stands for another one</translation>
        </message>
        <message>
            <source>不支持这种文件类型</source>
            <translation>files of this kind are not supported</translation>
        </message>
        <message>
            <source>末日早于首日</source>
            <translation>the last day comes before the first</translation>
        </message>
        <message>
            <source>不是日志链头文件</source>
            <translation>this is not a head of the operation log</translation>
        </message>
        <message>
            <source>链头文件的封印不符，取出后被改动或损坏</source>
            <translation>the seal does not fit: the file was altered or damaged since it was made</translation>
        </message>
        <message>
            <source>是另一个地址库的链头</source>
            <translation>this is the head of another register</translation>
        </message>
        <message>
            <source>本机的 OpenSSL 不含 SM3 算法，不能封印</source>
            <translation>this computer's OpenSSL lacks SM3, so nothing can be sealed</translation>
        </message>
        <message>
            <source>没有写明理由</source>
            <translation>no reason is given</translation>
        </message>
        <message>
            <source>请另一位同事对照别的钟表核对本机时间，然后在“系统—本机时间”里确认。</source>
            <translation>Ask a colleague to check this computer's clock against another one and to confirm it under System - Clock.</translation>
        </message>
        <message>
            <source>这是副本，原库在 {detail}；副本里不能审批、领号、制作正式门牌和发包</source>
            <translation>this is a copy, the original lies at {detail}; a copy neither approves nor reserves numbers, makes production plates or sends packages</translation>
        </message>
        <message>
            <source>请回到原库办理；原库不再使用时，请在“系统—库”里接管。</source>
            <translation>Do it in the original; when that is no longer used, take it over under System - Store.</translation>
        </message>
        <message>
            <source>这个库就在它登记的位置，不需要接管</source>
            <translation>this store lies where it belongs and need not be taken over</translation>
        </message>
        <message>
            <source>可以直接继续工作。</source>
            <translation>Just go on working.</translation>
        </message>
        <message>
            <source>本机时间比最近一条操作记录（{detail}）还早</source>
            <translation>this computer's clock is earlier than the newest entry of the operation log ({detail})</translation>
        </message>
        <message>
            <source>本机时间比最近一条操作记录（{detail}）晚得太多</source>
            <translation>this computer's clock is too far ahead of the newest entry of the operation log ({detail})</translation>
        </message>
        <message>
            <source>本机时间没有疑问，不需要确认</source>
            <translation>nothing is wrong with this computer's clock</translation>
        </message>
        <message>
            <source>请联系系统管理员。</source>
            <translation>Please call the administrator.</translation>
        </message>
        <message>
            <source>清单里有不能用的行，没有并入</source>
            <translation>the list has lines that cannot be used; nothing was joined</translation>
        </message>
        <message>
            <source>号码在本库由别的地址占用，或已经停用</source>
            <translation>the number is held by another address here, or retired</translation>
        </message>
        <message>
            <source>公安编码在本库属于别的地址</source>
            <translation>the police code belongs to another address here</translation>
        </message>
        <message>
            <source>二维码在本库属于别的地址</source>
            <translation>the QR code belongs to another address here</translation>
        </message>
        <message>
            <source>两库各有不同的公安编码</source>
            <translation>the two stores have different police codes</translation>
        </message>
        <message>
            <source>两库各有不同的二维码</source>
            <translation>the two stores have different QR codes</translation>
        </message>
        <message>
            <source>两库在同一位置各有一块牌</source>
            <translation>each store has a plate at the same position</translation>
        </message>
        <message>
            <source>两库里的状态不能合成一个</source>
            <translation>the states in the two stores cannot become one</translation>
        </message>
        <message>
            <source>这两个是同一个库的两份，不能相互并入</source>
            <translation>these are two copies of one store and cannot be joined</translation>
        </message>
        <message>
            <source>请只用其中一份；原库不再使用时，在另一份里接管。</source>
            <translation>Use one of them only; when the original is no longer used, take the other over.</translation>
        </message>
        <message>
            <source>另一个库属于别的区（{detail}）</source>
            <translation>the other store belongs to another district ({detail})</translation>
        </message>
        <message>
            <source>跨区移交请用移交包。</source>
            <translation>Between districts a handover package is used.</translation>
        </message>
        <message>
            <source>两个库的库号相同（{detail}），编号会相撞</source>
            <translation>both stores have the same number ({detail}), so that ids would collide</translation>
        </message>
        <message>
            <source>请联系系统管理员：其中一个库要用别的库号重新建立后导入。</source>
            <translation>Please call the administrator: one of the two has to be made anew under another number and imported.</translation>
        </message>
        <message>
            <source>还有 {count} 个两库都有的地址没有决定，第一个是 {detail}</source>
            <translation>{count} addresses that stand in both stores are undecided, the first is {detail}</translation>
        </message>
        <message>
            <source>请逐条决定：同一地址，或暂不并入。</source>
            <translation>Decide each: the same address, or leave it out.</translation>
        </message>
        <message>
            <source>服务器上的库只能由库的所有者并入</source>
            <translation>on a server only the store's owner may join another</translation>
        </message>
        <message>
            <source>请数据库管理员用库的所有者账号运行 zhipai store join。</source>
            <translation>Ask the database administrator to run zhipai store join as the store's owner.</translation>
        </message>
        <message>
            <source>不是址牌的设置文件</source>
            <translation>is no file of settings</translation>
        </message>
        <message>
            <source>设置文件由更新版本的程序建立，请先升级址牌</source>
            <translation>was written by a newer program; update Zhipai first</translation>
        </message>
        <message>
            <source>别人的事项由本人移交，或由管辖其全部范围的审批人、系统管理员移交</source>
            <translation>somebody else's cases are handed over by himself, or by a chief or administrator over all of his area</translation>
        </message>
        <message>
            <source>这份交接不是交给这个账号的</source>
            <translation>this was offered to another account</translation>
        </message>
        <message>
            <source>两个库各有保密柜，另一个库里还封存着人员，两把密钥合不到一起</source>
            <translation>each store has a vault and the other one still holds persons: two keys cannot become one</translation>
        </message>
        <message>
            <source>请先在另一个库里把人员重新录入本库的保密柜并销毁原件，再并入。</source>
            <translation>First enter those persons in this store's vault and destroy them in the other, then join.</translation>
        </message>
        <message>
            <source>出现了两次</source>
            <translation>stands twice</translation>
        </message>
        <message>
            <source>范围的起止颠倒</source>
            <translation>the range runs backwards</translation>
        </message>
        <message>
            <source>范围过长</source>
            <translation>the range is too long</translation>
        </message>
        <message>
            <source>要填 0 到 99 的数</source>
            <translation>a number from 0 to 99 is needed</translation>
        </message>
        <message>
            <source>上面的楼栋、梯位、楼层里没有</source>
            <translation>not among the buildings, stairs and floors above</translation>
        </message>
        <message>
            <source>还没有填写要生成的楼栋、梯位或楼层</source>
            <translation>no building, stair or floor is given yet</translation>
        </message>
        <message>
            <source>一次最多生成这么多，请分几次</source>
            <translation>the most that can be made at once; please make it in several goes</translation>
        </message>
        <message>
            <source>店面不经梯位，这里应留空</source>
            <translation>shops are reached without a stair; leave this empty</translation>
        </message>
        <message>
            <source>店面要有楼栋或门牌可以挂接</source>
            <translation>shops need a building or a number to hang under</translation>
        </message>
        <message>
            <source>房号样式里没有这一项</source>
            <translation>no such part in the form of a room's number</translation>
        </message>
        <message>
            <source>房号样式里没有序号，各户分不开</source>
            <translation>the form has no sequence, so rooms cannot be told apart</translation>
        </message>
        <message>
            <source>房号样式用到的楼栋或梯位没有填写</source>
            <translation>the form uses a building or stair that is not given</translation>
        </message>
        <message>
            <source>字母不够用</source>
            <translation>there are not enough letters</translation>
        </message>
        <message>
            <source>路、街、巷下面要先有门牌号</source>
            <translation>a street needs a house number first</translation>
        </message>
        <message>
            <source>练习库不能并入真库，真库也不能并入练习库</source>
            <translation>A practice register and a real one cannot be joined</translation>
        </message>
        <message>
            <source>练习库里的内容只供练习；要用的数据请从真库导出。</source>
            <translation>What it holds is for practice only; export what you need from the real one.</translation>
        </message>
        <message>
            <source>生效之后又有改动，要先撤销后来的改动</source>
            <translation>changed again since it took hold; take the later change back first</translation>
        </message>
        <message>
            <source>第二个日期必须晚于第一个日期</source>
            <translation>The second date must be later than the first</translation>
        </message>
        <message>
            <source>库中没有这个地址</source>
            <translation>no such address</translation>
        </message>
        <message>
            <source>现在是「{detail}」，不能这样办理</source>
            <translation>it is “{detail}” now, this cannot be done</translation>
        </message>
        <message>
            <source>还没有批准（{detail}），请与已批准的分开办理</source>
            <translation>not approved yet ({detail}); do it apart from approved ones</translation>
        </message>
        <message>
            <source>另有一件申请没有办结</source>
            <translation>another application is still open</translation>
        </message>
        <message>
            <source>提交之后又有改动</source>
            <translation>changed after it was filed</translation>
        </message>
        <message>
            <source>号码已被别的地址占用</source>
            <translation>another address has the number</translation>
        </message>
        <message>
            <source>名称已被占用</source>
            <translation>the name is taken</translation>
        </message>
        <message>
            <source>现在已不能照原样办理</source>
            <translation>it cannot be done as filed any more</translation>
        </message>
        <message>
            <source>提交申请须写明事由</source>
            <translation>an application needs a reason</translation>
        </message>
        <message>
            <source>有未销号的问题（{detail}）</source>
            <translation>it has an open problem ({detail})</translation>
        </message>
        <message>
            <source>由本人录入，须由另一人核实</source>
            <translation>entered by yourself; another person must verify it</translation>
        </message>
        <message>
            <source>所在地名还没有批准</source>
            <translation>its place name is not approved yet</translation>
        </message>
        <message>
            <source>上级地址不是已批准（{detail}）</source>
            <translation>the address above is not approved ({detail})</translation>
        </message>
        <message>
            <source>照这样填没有改动</source>
            <translation>nothing would change</translation>
        </message>
        <message>
            <source>涉及的地址占所在社区的比例较大；存在状态和坐标只能直接登记，请分批办理</source>
            <translation>so large a share of the community is concerned; whether buildings stand and where they lie is only written down directly, so do it in parts</translation>
        </message>
        <message>
            <source>涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效</source>
            <translation>so large a share of the community is concerned that a second person must approve</translation>
        </message>
        <message>
            <source>下面有还没有批准的地址（{detail}）</source>
            <translation>an address below is not approved yet ({detail})</translation>
        </message>
        <message>
            <source>下面有已批准的地址（{detail}）</source>
            <translation>an address below is approved ({detail})</translation>
        </message>
        <message>
            <source>保留的地址须是另一个已批准的地址</source>
            <translation>what stays must be another approved address</translation>
        </message>
        <message>
            <source>级别不同，不能并为一个（{detail}）</source>
            <translation>of another level, cannot become one ({detail})</translation>
        </message>
        <message>
            <source>不能并入自己的上级或下级</source>
            <translation>cannot be merged into what stands above or below it</translation>
        </message>
        <message>
            <source>一次只能拆分一个地址</source>
            <translation>one address is split at a time</translation>
        </message>
        <message>
            <source>没有填写新地址</source>
            <translation>no new address is given</translation>
        </message>
        <message>
            <source>下级地址没有指明归入哪一个新地址</source>
            <translation>an address below is given to no new one</translation>
        </message>
        <message>
            <source>不是被拆分地址的下级</source>
            <translation>does not stand below the address that is split</translation>
        </message>
        <message>
            <source>未知</source>
            <translation>unknown</translation>
        </message>
        <message>
            <source>填了两次</source>
            <translation>stands there twice</translation>
        </message>
        <message>
            <source>没有这一天</source>
            <translation>there is no such day</translation>
        </message>
        <message>
            <source>生效日期不能早于今天</source>
            <translation>it cannot take hold before today</translation>
        </message>
        <message>
            <source>还没有批准的地址直接修改，不能指定将来的日期</source>
            <translation>what is not approved is edited at once and takes no coming day</translation>
        </message>
        <message>
            <source>这种变更生效之后不能撤销</source>
            <translation>such a change is not taken back once it took hold</translation>
        </message>
        <message>
            <source>读取时意外中断，可能是文件损坏或内存不足</source>
            <translation>reading ended unexpectedly; the file may be damaged or memory short</translation>
        </message>
        <message>
            <source>区划调整已经生效，不能撤销；要改回去，请另办一件区划调整</source>
            <translation>The change of units took hold and cannot be revoked; file another one to change it back</translation>
        </message>
        <message>
            <source>内容不是区划调整的写法</source>
            <translation>The file does not say a change of units</translation>
        </message>
        <message>
            <source>里面没有核查表</source>
            <translation>there is no check sheet in it</translation>
        </message>
        <message>
            <source>看不出是哪一份核查表：表号不见了</source>
            <translation>its form number is gone, so that it cannot be told which sheet it is</translation>
        </message>
        <message>
            <source>表号有错字，校验位不符</source>
            <translation>the form number is mistyped: its check digits do not fit</translation>
        </message>
        <message>
            <source>表里有两个不同的表号</source>
            <translation>it has two different form numbers</translation>
        </message>
        <message>
            <source>「校验码」一列不见了，分不清每一行是哪个地址</source>
            <translation>the hidden column of check codes is gone</translation>
        </message>
        <message>
            <source>表头以上的文字，不写入</source>
            <translation>Text above the headings; it is not written</translation>
        </message>
        <message>
            <source>存在状态现在是「{detail}」，不能直接这样改；新增时选错了的，作废草稿后重新新增</source>
            <translation>existence is now “{detail}” and cannot become that directly; if it was chosen wrongly, void the draft and add it anew</translation>
        </message>
        <message>
            <source>存在状态和坐标直接登记，不经审批，请与其他改动分两次办理</source>
            <translation>existence and position are registered directly, without approval: change them apart from everything else</translation>
        </message>
    </context>
    <context>
        <name>session</name>
        <message>
            <source>文件 {name}</source>
            <translation>file {name}</translation>
        </message>
        <message>
            <source>服务器 {host}/{name}</source>
            <translation>server {host}/{name}</translation>
        </message>
        <message>
            <source>址牌</source>
            <translation>Zhipai</translation>
        </message>
        <message>
            <source>离线</source>
            <translation>offline</translation>
        </message>
        <message>
            <source>上次登录 {at}</source>
            <translation>Last sign-in {at}</translation>
        </message>
        <message>
            <source>上次登录 {at} 在 {machine}</source>
            <translation>Last sign-in {at} at {machine}</translation>
        </message>
        <message>
            <source>口令不对。</source>
            <translation>Wrong password.</translation>
        </message>
    </context>
    <context>
        <name>sign_in</name>
        <message>
            <source>登录址牌</source>
            <translation>Sign in to Zhipai</translation>
        </message>
        <message>
            <source>以哪个账号工作？每一步操作都记在这个账号名下。</source>
            <translation>Which account works here? Every step is recorded under it.</translation>
        </message>
        <message>
            <source>{name}（{login}）</source>
            <translation>{name} ({login})</translation>
        </message>
        <message>
            <source>口令(&amp;W)</source>
            <translation>Pass&amp;word</translation>
        </message>
        <message>
            <source>连接服务器(&amp;S)…</source>
            <translation>Connect to a &amp;server…</translation>
        </message>
    </context>
    <context>
        <name>terms</name>
        <message>
            <source>草稿</source>
            <translation>draft</translation>
        </message>
        <message>
            <source>待核实</source>
            <translation>to verify</translation>
        </message>
        <message>
            <source>待审批</source>
            <translation>to approve</translation>
        </message>
        <message>
            <source>已批准</source>
            <translation>approved</translation>
        </message>
        <message>
            <source>变更中</source>
            <translation>changing</translation>
        </message>
        <message>
            <source>停用</source>
            <translation>suspended</translation>
        </message>
        <message>
            <source>已合并</source>
            <translation>merged</translation>
        </message>
        <message>
            <source>已注销</source>
            <translation>cancelled</translation>
        </message>
        <message>
            <source>作废</source>
            <translation>void</translation>
        </message>
        <message>
            <source>未申请</source>
            <translation>none</translation>
        </message>
        <message>
            <source>已申请</source>
            <translation>requested</translation>
        </message>
        <message>
            <source>已赋码</source>
            <translation>assigned</translation>
        </message>
        <message>
            <source>已换码</source>
            <translation>replaced</translation>
        </message>
        <message>
            <source>在建</source>
            <translation>being built</translation>
        </message>
        <message>
            <source>存在</source>
            <translation>exists</translation>
        </message>
        <message>
            <source>已拆除</source>
            <translation>demolished</translation>
        </message>
        <message>
            <source>未标注</source>
            <translation>unmarked</translation>
        </message>
        <message>
            <source>待确认</source>
            <translation>to confirm</translation>
        </message>
        <message>
            <source>已标注</source>
            <translation>marked</translation>
        </message>
        <message>
            <source>已提交</source>
            <translation>submitted</translation>
        </message>
        <message>
            <source>初审</source>
            <translation>first review</translation>
        </message>
        <message>
            <source>复审</source>
            <translation>second review</translation>
        </message>
        <message>
            <source>批准</source>
            <translation>approved</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>returned</translation>
        </message>
        <message>
            <source>不予受理</source>
            <translation>refused</translation>
        </message>
        <message>
            <source>撤回</source>
            <translation>withdrawn</translation>
        </message>
        <message>
            <source>已撤销</source>
            <translation>revoked</translation>
        </message>
        <message>
            <source>待制作</source>
            <translation>to make</translation>
        </message>
        <message>
            <source>清单锁定</source>
            <translation>list locked</translation>
        </message>
        <message>
            <source>生产中</source>
            <translation>in production</translation>
        </message>
        <message>
            <source>到货验收</source>
            <translation>received</translation>
        </message>
        <message>
            <source>待安装</source>
            <translation>to mount</translation>
        </message>
        <message>
            <source>已安装</source>
            <translation>mounted</translation>
        </message>
        <message>
            <source>已验收</source>
            <translation>accepted</translation>
        </message>
        <message>
            <source>缺失</source>
            <translation>missing</translation>
        </message>
        <message>
            <source>损坏</source>
            <translation>damaged</translation>
        </message>
        <message>
            <source>待更正</source>
            <translation>to correct</translation>
        </message>
        <message>
            <source>补制</source>
            <translation>to remake</translation>
        </message>
        <message>
            <source>大门牌</source>
            <translation>large door plate</translation>
        </message>
        <message>
            <source>中门牌</source>
            <translation>medium door plate</translation>
        </message>
        <message>
            <source>小门牌</source>
            <translation>small door plate</translation>
        </message>
        <message>
            <source>楼牌</source>
            <translation>building plate</translation>
        </message>
        <message>
            <source>梯位牌</source>
            <translation>stair plate</translation>
        </message>
        <message>
            <source>室牌</source>
            <translation>room plate</translation>
        </message>
        <message>
            <source>登记</source>
            <translation>registered</translation>
        </message>
        <message>
            <source>派单</source>
            <translation>assigned</translation>
        </message>
        <message>
            <source>整改</source>
            <translation>being rectified</translation>
        </message>
        <message>
            <source>复核</source>
            <translation>under review</translation>
        </message>
        <message>
            <source>销号</source>
            <translation>closed</translation>
        </message>
        <message>
            <source>门牌号</source>
            <translation>door</translation>
        </message>
        <message>
            <source>楼栋</source>
            <translation>building</translation>
        </message>
        <message>
            <source>梯位</source>
            <translation>stair</translation>
        </message>
        <message>
            <source>层</source>
            <translation>floor</translation>
        </message>
        <message>
            <source>室</source>
            <translation>room</translation>
        </message>
        <message>
            <source>路街</source>
            <translation>street</translation>
        </message>
        <message>
            <source>里巷</source>
            <translation>lane</translation>
        </message>
        <message>
            <source>小区</source>
            <translation>compound</translation>
        </message>
        <message>
            <source>院落</source>
            <translation>yard</translation>
        </message>
        <message>
            <source>自然村</source>
            <translation>village</translation>
        </message>
        <message>
            <source>拟用</source>
            <translation>intended</translation>
        </message>
        <message>
            <source>待批准</source>
            <translation>pending</translation>
        </message>
        <message>
            <source>标准地名</source>
            <translation>standard name</translation>
        </message>
        <message>
            <source>已销名</source>
            <translation>retired</translation>
        </message>
        <message>
            <source>区民政局经办</source>
            <translation>district clerk</translation>
        </message>
        <message>
            <source>审批人</source>
            <translation>approver</translation>
        </message>
        <message>
            <source>镇街社区经办</source>
            <translation>area clerk</translation>
        </message>
        <message>
            <source>制牌员</source>
            <translation>printer</translation>
        </message>
        <message>
            <source>检查员</source>
            <translation>inspector</translation>
        </message>
        <message>
            <source>系统管理员</source>
            <translation>administrator</translation>
        </message>
        <message>
            <source>市局人员</source>
            <translation>city bureau</translation>
        </message>
        <message>
            <source>读入清单</source>
            <translation>read a list</translation>
        </message>
        <message>
            <source>清单入库</source>
            <translation>take a list into the register</translation>
        </message>
        <message>
            <source>编辑地址</source>
            <translation>edit addresses</translation>
        </message>
        <message>
            <source>批准地名</source>
            <translation>approve place names</translation>
        </message>
        <message>
            <source>登记别名</source>
            <translation>register an alias</translation>
        </message>
        <message>
            <source>提交申请</source>
            <translation>file an application</translation>
        </message>
        <message>
            <source>批准申请</source>
            <translation>approve an application</translation>
        </message>
        <message>
            <source>退回申请</source>
            <translation>return an application</translation>
        </message>
        <message>
            <source>撤回申请</source>
            <translation>withdraw an application</translation>
        </message>
        <message>
            <source>撤销批准</source>
            <translation>revoke an approval</translation>
        </message>
        <message>
            <source>比对裁定</source>
            <translation>decide a match</translation>
        </message>
        <message>
            <source>登记自造字</source>
            <translation>register a private-use character</translation>
        </message>
        <message>
            <source>二维码入库</source>
            <translation>accept QR codes</translation>
        </message>
        <message>
            <source>换发二维码</source>
            <translation>reissue a QR code</translation>
        </message>
        <message>
            <source>锁定制牌清单</source>
            <translation>lock a production list</translation>
        </message>
        <message>
            <source>生成牌面</source>
            <translation>make plate faces</translation>
        </message>
        <message>
            <source>登记问题</source>
            <translation>register problems</translation>
        </message>
        <message>
            <source>问题销号</source>
            <translation>close a problem</translation>
        </message>
        <message>
            <source>导出检查包</source>
            <translation>export an inspection package</translation>
        </message>
        <message>
            <source>裁定检查结果</source>
            <translation>decide an inspection result</translation>
        </message>
        <message>
            <source>并入检查包</source>
            <translation>merge an inspection package</translation>
        </message>
        <message>
            <source>建库</source>
            <translation>make the register</translation>
        </message>
        <message>
            <source>管理账号</source>
            <translation>manage accounts</translation>
        </message>
        <message>
            <source>更新基础数据</source>
            <translation>update shipped data</translation>
        </message>
        <message>
            <source>内容被修改</source>
            <translation>was edited</translation>
        </message>
        <message>
            <source>从这里起有日志被删除</source>
            <translation>stands where entries were deleted</translation>
        </message>
        <message>
            <source>是后来插入的</source>
            <translation>was inserted later</translation>
        </message>
        <message>
            <source>次序被调换</source>
            <translation>was moved</translation>
        </message>
        <message>
            <source>被整条重写</source>
            <translation>was rewritten</translation>
        </message>
        <message>
            <source>从这里起末尾被截断</source>
            <translation>is where the end was cut off</translation>
        </message>
        <message>
            <source>出现在登记的链头之后</source>
            <translation>stands behind the recorded head</translation>
        </message>
        <message>
            <source>与登记的链头不符</source>
            <translation>differs from the recorded head</translation>
        </message>
        <message>
            <source>所记的改动被修改或调换</source>
            <translation>has changes that were edited or moved</translation>
        </message>
        <message>
            <source>所记的改动有缺失</source>
            <translation>has changes missing</translation>
        </message>
        <message>
            <source>多出了后来加的改动</source>
            <translation>has changes added later</translation>
        </message>
        <message>
            <source>修改口令</source>
            <translation>change the password</translation>
        </message>
        <message>
            <source>修改设置</source>
            <translation>change a setting</translation>
        </message>
        <message>
            <source>发起账号交接</source>
            <translation>offer a handover</translation>
        </message>
        <message>
            <source>接收账号交接</source>
            <translation>accept a handover</translation>
        </message>
        <message>
            <source>确认本机时间</source>
            <translation>confirm this computer's clock</translation>
        </message>
        <message>
            <source>接管库</source>
            <translation>take a store over</translation>
        </message>
        <message>
            <source>并入另一库</source>
            <translation>join another store</translation>
        </message>
        <message>
            <source>添加附件</source>
            <translation>add an attachment</translation>
        </message>
        <message>
            <source>销毁附件</source>
            <translation>destroy an attachment</translation>
        </message>
        <message>
            <source>管理保密柜密钥</source>
            <translation>manage the vault's key</translation>
        </message>
        <message>
            <source>录入人员信息</source>
            <translation>enter a person</translation>
        </message>
        <message>
            <source>查看人员明文</source>
            <translation>look at a person in clear</translation>
        </message>
        <message>
            <source>销毁人员信息</source>
            <translation>destroy a person's data</translation>
        </message>
        <message>
            <source>启用应急码</source>
            <translation>Use the emergency code</translation>
        </message>
        <message>
            <source>登录</source>
            <translation>Sign in</translation>
        </message>
        <message>
            <source>登录被拒</source>
            <translation>Sign-in refused</translation>
        </message>
        <message>
            <source>已接收</source>
            <translation>accepted</translation>
        </message>
        <message>
            <source>已撤回</source>
            <translation>Withdrawn</translation>
        </message>
        <message>
            <source>已谢绝</source>
            <translation>declined</translation>
        </message>
        <message>
            <source>待接收</source>
            <translation>waiting</translation>
        </message>
        <message>
            <source>撤回账号交接</source>
            <translation>withdraw a handover</translation>
        </message>
        <message>
            <source>谢绝账号交接</source>
            <translation>decline a handover</translation>
        </message>
        <message>
            <source>撤销编辑</source>
            <translation>Undo an edit</translation>
        </message>
        <message>
            <source>重做编辑</source>
            <translation>Redo an edit</translation>
        </message>
        <message>
            <source>变更生效</source>
            <translation>A change takes hold</translation>
        </message>
        <message>
            <source>编辑地名</source>
            <translation>Edit a place name</translation>
        </message>
        <message>
            <source>地名更名</source>
            <translation>Rename a place</translation>
        </message>
        <message>
            <source>保存视图</source>
            <translation>Keep a view</translation>
        </message>
        <message>
            <source>维护略图图层</source>
            <translation>Keep sketch-map layers</translation>
        </message>
        <message>
            <source>已下发</source>
            <translation>Issued</translation>
        </message>
        <message>
            <source>已回收，待办</source>
            <translation>Back, open</translation>
        </message>
        <message>
            <source>已办结</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>待处理</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>已采纳</source>
            <translation>Accepted</translation>
        </message>
        <message>
            <source>已提交申请</source>
            <translation>Filed</translation>
        </message>
        <message>
            <source>不采纳</source>
            <translation>Not accepted</translation>
        </message>
        <message>
            <source>下发核查表</source>
            <translation>Issue check sheets</translation>
        </message>
        <message>
            <source>回收核查表</source>
            <translation>Take check sheets back</translation>
        </message>
        <message>
            <source>核查处理</source>
            <translation>Decide check results</translation>
        </message>
        <message>
            <source>撤回核查表</source>
            <translation>Withdraw a check sheet</translation>
        </message>
        <message>
            <source>撤回清单</source>
            <translation>Take a list back</translation>
        </message>
        <message>
            <source>提交跨区移交</source>
            <translation>File hand-over to a district</translation>
        </message>
        <message>
            <source>批准跨区移交</source>
            <translation>Approve hand-over to a district</translation>
        </message>
        <message>
            <source>撤回跨区移交</source>
            <translation>Withdraw hand-over to a district</translation>
        </message>
        <message>
            <source>交出移交包</source>
            <translation>Hand package out</translation>
        </message>
        <message>
            <source>核对移交包</source>
            <translation>Check package</translation>
        </message>
        <message>
            <source>接收移交包</source>
            <translation>Take package in</translation>
        </message>
        <message>
            <source>登记移交回执</source>
            <translation>Enter hand-over receipt</translation>
        </message>
        <message>
            <source>生成签名密钥</source>
            <translation>Make signing key</translation>
        </message>
        <message>
            <source>左侧</source>
            <translation>Left</translation>
        </message>
        <message>
            <source>右侧</source>
            <translation>Right</translation>
        </message>
        <message>
            <source>不分侧</source>
            <translation>No side</translation>
        </message>
        <message>
            <source>{lng}, {lat}（{datum}）</source>
            <translation>{lng}, {lat} ({datum})</translation>
        </message>
        <message>
            <source>坐标系未注明</source>
            <translation>datum not stated</translation>
        </message>
    </context>
    <context>
        <name>acts</name>
        <message>
            <source>更名</source>
            <translation>Rename</translation>
        </message>
        <message>
            <source>改号</source>
            <translation>Renumber</translation>
        </message>
        <message>
            <source>移动</source>
            <translation>Move</translation>
        </message>
        <message>
            <source>更正</source>
            <translation>Correct</translation>
        </message>
        <message>
            <source>合并</source>
            <translation>Merge</translation>
        </message>
        <message>
            <source>拆分</source>
            <translation>Split</translation>
        </message>
        <message>
            <source>停用</source>
            <translation>Suspend</translation>
        </message>
        <message>
            <source>注销</source>
            <translation>Cancel address</translation>
        </message>
        <message>
            <source>恢复</source>
            <translation>Restore</translation>
        </message>
        <message>
            <source>地名更名</source>
            <translation>Rename place</translation>
        </message>
        <message>
            <source>区划调整</source>
            <translation>Change of units</translation>
        </message>
        <message>
            <source>新增</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>批量编辑</source>
            <translation>Bulk edit</translation>
        </message>
        <message>
            <source>作废</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>批量生成</source>
            <translation>Generate block</translation>
        </message>
        <message>
            <source>标注位置</source>
            <translation>Place point</translation>
        </message>
        <message>
            <source>移动标注</source>
            <translation>Move point</translation>
        </message>
        <message>
            <source>存量确认</source>
            <translation>Confirm existing</translation>
        </message>
        <message>
            <source>新编号</source>
            <translation>New numbers</translation>
        </message>
    </context>
    <context>
        <name>first_run</name>
        <message>
            <source>址牌数据</source>
            <translation>Zhipai data</translation>
        </message>
        <message>
            <source>选择数据文件夹</source>
            <translation>Choose the data folder</translation>
        </message>
        <message>
            <source>第一次使用址牌</source>
            <translation>First use of Zhipai</translation>
        </message>
        <message>
            <source>浏览(&amp;B)…</source>
            <translation>&amp;Browse…</translation>
        </message>
        <message>
            <source>数据文件夹(&amp;D)</source>
            <translation>&amp;Data folder</translation>
        </message>
        <message>
            <source>所属区(&amp;Q)</source>
            <translation>Dis&amp;trict</translation>
        </message>
        <message>
            <source>这里已有地址库，将直接打开它，里面的内容原样保留。</source>
            <translation>A register is here already. It will be opened, and everything in it stays as it is.</translation>
        </message>
        <message>
            <source>将在这里为所选的区新建地址库，第一个账号是当前 Windows 账户。</source>
            <translation>A new register for the chosen district will be made here; its first account is the present Windows account.</translation>
        </message>
        <message>
            <source>这里不能写入。请填完整路径，或另选文件夹。</source>
            <translation>This place cannot be written. Give a full path, or choose another folder.</translation>
        </message>
        <message>
            <source>建在这台电脑上(&amp;H)</source>
            <translation>&amp;Here on this computer</translation>
        </message>
        <message>
            <source>连接单位的服务器，几台电脑共用一个库(&amp;S)</source>
            <translation>On the office's &amp;server, shared by several computers</translation>
        </message>
        <message>
            <source>请选系统盘以外的磁盘：重装 Windows 不会丢失，本机其他 Windows 账户也能打开同一个库。</source>
            <translation>Choose a disk other than the system's: a reinstalled Windows leaves it alone, and other Windows accounts of this computer can open the same register.</translation>
        </message>
        <message>
            <source>地址库放在哪里？</source>
            <translation>Where shall the register lie?</translation>
        </message>
        <message>
            <source>下一步填写服务器、库名和账号，由系统管理员给出。这台电脑上不建库。</source>
            <translation>Next you fill in server, database and account, as given by your administrator. No register is made on this computer.</translation>
        </message>
    </context>
    <context>
        <name>package_view</name>
        <message>
            <source>下发日期 {created}，区域 {area}，检查表版本 {version}</source>
            <translation>Issued {created}, area {area}, checklist version {version}</translation>
        </message>
        <message>
            <source>要检查的门牌 {forms} 块，已填答案 {answers} 条，附件 {attachments} 个</source>
            <translation>{forms} plates to inspect, {answers} answers filled in, {attachments} attachments</translation>
        </message>
        <message>
            <source>社区代码</source>
            <translation>Community code</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>牌种</source>
            <translation>Plate class</translation>
        </message>
        <message>
            <source>已填</source>
            <translation>Filled in</translation>
        </message>
        <message>
            <source>只是查看，没有并入。并入回收的包：zhipai package merge 文件名</source>
            <translation>This only shows the package. To merge a returned one: zhipai package merge FILE</translation>
        </message>
        <message>
            <source>检查包 {name}</source>
            <translation>Inspection package {name}</translation>
        </message>
    </context>
    <context>
        <name>accounts</name>
        <message>
            <source>「{text}」：{why}。</source>
            <translation>“{text}”: {why}.</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>账号没有保存</source>
            <translation>The account was not saved</translation>
        </message>
        <message>
            <source>请按提示改正后重试。</source>
            <translation>Please correct it as told and try again.</translation>
        </message>
        <message>
            <source>没有填写账号</source>
            <translation>no account name was given</translation>
        </message>
        <message>
            <source>账号过长，最多 32 个字；服务器的库名较长时还要短些</source>
            <translation>the account name is too long: 32 characters at most, fewer when the server's database has a long name</translation>
        </message>
        <message>
            <source>账号只能用字母、汉字、数字和 . _ -，并以字母、汉字或数字开头</source>
            <translation>an account name is made of letters, digits and . _ -, and begins with a letter or a digit</translation>
        </message>
        <message>
            <source>这个名称由程序保留</source>
            <translation>the program keeps this name for itself</translation>
        </message>
        <message>
            <source>已有这个账号（停用的账号也不能重用，大小写不同也算同一个）</source>
            <translation>there is such an account already (closed ones are not reused, and capitals make no difference)</translation>
        </message>
        <message>
            <source>服务器上的同名登录角色不是本库建立的，请数据库所有者处理</source>
            <translation>the server's login role of that name was not made by this register; please have the database's owner see to it</translation>
        </message>
        <message>
            <source>没有填写姓名</source>
            <translation>no name was given</translation>
        </message>
        <message>
            <source>姓名过长，最多 32 个字</source>
            <translation>the name is too long: 32 characters at most</translation>
        </message>
        <message>
            <source>姓名里有不可见的字符</source>
            <translation>the name has invisible characters</translation>
        </message>
        <message>
            <source>不是区划代码</source>
            <translation>this is no unit's code</translation>
        </message>
        <message>
            <source>库中没有这个区划</source>
            <translation>the register has no such unit</translation>
        </message>
        <message>
            <source>系统管理与业务角色不能由同一个账号担任</source>
            <translation>administration and business roles must not lie with one account</translation>
        </message>
        <message>
            <source>共用的服务器要有一个系统管理账号</source>
            <translation>a shared server needs an administrator's account</translation>
        </message>
        <message>
            <source>这是最后一个系统管理账号，停用或去掉角色后就没人能管理账号了</source>
            <translation>this is the last administrator; without it nobody could manage accounts</translation>
        </message>
        <message>
            <source>已经有这个角色和范围</source>
            <translation>the account has this role over this area already</translation>
        </message>
        <message>
            <source>没有这个角色和范围</source>
            <translation>the account does not have this role over this area</translation>
        </message>
        <message>
            <source>账号已停用</source>
            <translation>the account is closed</translation>
        </message>
        <message>
            <source>账号没有停用</source>
            <translation>the account is not closed</translation>
        </message>
        <message>
            <source>账号还没有口令</source>
            <translation>the account has no password yet</translation>
        </message>
        <message>
            <source>不是系统管理账号，口令请由系统管理员重设</source>
            <translation>this is no administrator's account; its password is reset by the administrator</translation>
        </message>
        <message>
            <source>日期写法有误，应如 2026-12-31，并且不早于今天</source>
            <translation>the date should be written like 2026-12-31 and not lie in the past</translation>
        </message>
        <message>
            <source>要用数据库所有者的身份连接</source>
            <translation>the connection must be the database owner's</translation>
        </message>
        <message>
            <source>只用于服务器上的库</source>
            <translation>this is for a register on a server only</translation>
        </message>
        <message>
            <source>新口令没有收下</source>
            <translation>The new password was not taken</translation>
        </message>
        <message>
            <source>请换一个口令；原来的口令仍然有效。</source>
            <translation>Please choose another one; the old password still holds.</translation>
        </message>
        <message>
            <source>口令太短：至少 {long} 个字符，或至少 {short} 个且含大写、小写、数字、其他中的三种</source>
            <translation>the password is too short: at least {long} characters, or at least {short} of three kinds out of capitals, small letters, digits and others</translation>
        </message>
        <message>
            <source>口令过长</source>
            <translation>the password is too long</translation>
        </message>
        <message>
            <source>口令里有不可见的字符</source>
            <translation>the password has invisible characters</translation>
        </message>
        <message>
            <source>口令与账号太相近</source>
            <translation>the password is too much like the account's name</translation>
        </message>
        <message>
            <source>这是人人会猜的口令</source>
            <translation>everybody would guess this password</translation>
        </message>
        <message>
            <source>新口令与原来的相同</source>
            <translation>the new password is the old one</translation>
        </message>
        <message>
            <source>请检查大小写锁定和输入法；忘了口令请找系统管理员重设。</source>
            <translation>Please check caps lock and the input method; a forgotten password is reset by the administrator.</translation>
        </message>
        <message>
            <source>请到时再试，或请系统管理员解锁。</source>
            <translation>Please try again then, or ask the administrator to unlock it.</translation>
        </message>
        <message>
            <source>请设置 $ZHIPAI_PASSWORD，或在终端里输入。</source>
            <translation>Please set $ZHIPAI_PASSWORD, or type it on a terminal.</translation>
        </message>
        <message>
            <source>请找系统管理员。</source>
            <translation>Please ask the administrator.</translation>
        </message>
        <message>
            <source>没有登录</source>
            <translation>Not signed in</translation>
        </message>
        <message>
            <source>账号或口令不对，再错 {left} 次将锁定。</source>
            <translation>Account or password is wrong; {left} more and it is locked.</translation>
        </message>
        <message>
            <source>口令连续错 {attempts} 次，账号已锁定到 {until}。</source>
            <translation>{attempts} wrong passwords in a row: the account is locked until {until}.</translation>
        </message>
        <message>
            <source>账号的期限 {until} 已过。</source>
            <translation>The account's term ended at {until}.</translation>
        </message>
        <message>
            <source>本库要求口令，而这个账号还没有口令。</source>
            <translation>This register asks for passwords, and the account has none yet.</translation>
        </message>
        <message>
            <source>连接服务器用的是另一个账号。</source>
            <translation>The connection to the server is another account's.</translation>
        </message>
        <message>
            <source>这个账号要口令，没有给出。</source>
            <translation>This account needs a password, and none was given.</translation>
        </message>
        <message>
            <source>不能停用自己的账号，也不能去掉自己的系统管理角色，请由另一位管理员办理</source>
            <translation>nobody closes his own account or takes the administrator's role from himself; please have another administrator do it</translation>
        </message>
        <message>
            <source>只用于单机库</source>
            <translation>this is for a register in a file only</translation>
        </message>
        <message>
            <source>原来的口令不对。</source>
            <translation>The old password is wrong.</translation>
        </message>
        <message>
            <source>口令刚刚在别处改过。</source>
            <translation>The password has just been changed elsewhere.</translation>
        </message>
        <message>
            <source>口令是别人给的，要先改成自己的。</source>
            <translation>The password was handed out and must be changed first.</translation>
        </message>
        <message>
            <source>两次输入的新口令不一样。</source>
            <translation>The new password was typed differently the second time.</translation>
        </message>
        <message>
            <source>请打开窗口登录一次，或运行 zhipai account password。</source>
            <translation>Please sign in once in the window, or run zhipai account password.</translation>
        </message>
        <message>
            <source>没有给出新口令。</source>
            <translation>No new password was given.</translation>
        </message>
        <message>
            <source>没有给出应急码。</source>
            <translation>No emergency code was given.</translation>
        </message>
        <message>
            <source>没有说要改什么</source>
            <translation>nothing was named to be changed</translation>
        </message>
        <message>
            <source>请设置 $ZHIPAI_NEW_PASSWORD，或在终端里输入。</source>
            <translation>Please set $ZHIPAI_NEW_PASSWORD, or type it on a terminal.</translation>
        </message>
        <message>
            <source>请设置 $ZHIPAI_EMERGENCY_CODE，或在终端里输入。</source>
            <translation>Please set $ZHIPAI_EMERGENCY_CODE, or type it on a terminal.</translation>
        </message>
        <message>
            <source>请重新输入；原来的口令没有变。</source>
            <translation>Please type it again; the old password is unchanged.</translation>
        </message>
        <message>
            <source>库里已有系统管理员，账号请由他建立</source>
            <translation>the register has an administrator, who is to make the account</translation>
        </message>
        <message>
            <source>{done}记入操作日志第 {entry} 条。</source>
            <translation>{done} Entry {entry} of the operation log.</translation>
        </message>
        <message>
            <source>{name}（{login}）</source>
            <translation>{name} ({login})</translation>
        </message>
        <message>
            <source>{name}（账号 {login}）的一次性口令，只显示这一次，库中不留。请当面交给本人；首次登录时必须改成自己的口令。</source>
            <translation>One-time password of {name} (account {login}). It is shown only now and not kept. Hand it over in person; it must be changed at the first sign-in.</translation>
        </message>
        <message>
            <source>{n} 个区域没有人可以录入或审批。</source>
            <translation>In {n} areas nobody can enter or approve.</translation>
        </message>
        <message>
            <source>{role}（{area}）</source>
            <translation>{role} ({area})</translation>
        </message>
        <message>
            <source>{what} {n} 件</source>
            <translation>{n} {what}</translation>
        </message>
        <message>
            <source>{what}{todo}</source>
            <translation>{what} {todo}</translation>
        </message>
        <message>
            <source>{when} {where}</source>
            <translation>{when} {where}</translation>
        </message>
        <message>
            <source>{who} 因口令多次输错被锁。确认是本人后解锁，口令不变。</source>
            <translation>{who} is locked after several wrong passwords. Unlock once you are sure who it is; the password stays.</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>「{login}」已经有人用过，请换一个账号名。</source>
            <translation>“{login}” has been used already; choose another account name.</translation>
        </message>
        <message>
            <source>一人一个账号。人员离岗先办账号交接，再停用账号；停用后姓名仍留在历史记录里。</source>
            <translation>One account per person. Before somebody leaves, hand his cases over, then close the account; the name stays in the history.</translation>
        </message>
        <message>
            <source>一人一个账号，不与他人共用。账号名一经使用不再改，也不再给别人。</source>
            <translation>One account per person, never shared. An account name is never changed and never given to anybody else.</translation>
        </message>
        <message>
            <source>一次性口令</source>
            <translation>One-time password</translation>
        </message>
        <message>
            <source>一次性，待修改</source>
            <translation>one-time, to be changed</translation>
        </message>
        <message>
            <source>上次登录</source>
            <translation>Last sign-in</translation>
        </message>
        <message>
            <source>上次登录：{last}。口令：{password}。</source>
            <translation>Last sign-in: {last}. Password: {password}.</translation>
        </message>
        <message>
            <source>不限期</source>
            <translation>no end</translation>
        </message>
        <message>
            <source>不限期(&amp;E)</source>
            <translation>No &amp;end</translation>
        </message>
        <message>
            <source>事由(&amp;R)</source>
            <translation>&amp;Reason</translation>
        </message>
        <message>
            <source>使用期限</source>
            <translation>Term</translation>
        </message>
        <message>
            <source>使用期限(&amp;D)…</source>
            <translation>Term (&amp;D)…</translation>
        </message>
        <message>
            <source>修改账号</source>
            <translation>Changing an account</translation>
        </message>
        <message>
            <source>停用</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>停用(&amp;T)</source>
            <translation>Close (&amp;T)</translation>
        </message>
        <message>
            <source>停用(&amp;T)…</source>
            <translation>Close (&amp;T)…</translation>
        </message>
        <message>
            <source>停用后 {who} 不能登录，姓名留在历史里，账号名不再给别人。</source>
            <translation>Once closed, {who} cannot sign in; the name stays in the history and the account name is given to nobody else.</translation>
        </message>
        <message>
            <source>停用账号</source>
            <translation>Close account</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>全部区域</source>
            <translation>All areas</translation>
        </message>
        <message>
            <source>关闭(&amp;X)</source>
            <translation>Close (&amp;X)</translation>
        </message>
        <message>
            <source>分派的问题</source>
            <translation>assigned problems</translation>
        </message>
        <message>
            <source>到 {day}</source>
            <translation>until {day}</translation>
        </message>
        <message>
            <source>到期</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>加入(&amp;A)</source>
            <translation>&amp;Add</translation>
        </message>
        <message>
            <source>区域</source>
            <translation>Area</translation>
        </message>
        <message>
            <source>区域与人员</source>
            <translation>Areas and people</translation>
        </message>
        <message>
            <source>发一次性口令，首次登录时修改(&amp;P)</source>
            <translation>Hand out a one-time &amp;password, to be changed at the first sign-in</translation>
        </message>
        <message>
            <source>发放口令</source>
            <translation>Handing out a password</translation>
        </message>
        <message>
            <source>口令</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>可以加入多个角色；只有一个时不必加入，直接新建。</source>
            <translation>Several roles can be added; a single one need not be.</translation>
        </message>
        <message>
            <source>名下还有：{counts}。停用后没有人能接着办，请先到「账号交接」移交给同事。</source>
            <translation>Still open: {counts}. Once closed, nobody can go on with them; hand them over to a colleague first.</translation>
        </message>
        <message>
            <source>启用</source>
            <translation>Active</translation>
        </message>
        <message>
            <source>启用(&amp;O)</source>
            <translation>Re&amp;open</translation>
        </message>
        <message>
            <source>增加(&amp;A)</source>
            <translation>&amp;Add</translation>
        </message>
        <message>
            <source>增加角色</source>
            <translation>Add a role</translation>
        </message>
        <message>
            <source>增加角色(&amp;A)…</source>
            <translation>&amp;Add role…</translation>
        </message>
        <message>
            <source>复制(&amp;C)</source>
            <translation>&amp;Copy</translation>
        </message>
        <message>
            <source>如 zhangsan 或 张三；字母、数字、汉字和 . _ -</source>
            <translation>such as zhangsan; letters, figures, characters and . _ -</translation>
        </message>
        <message>
            <source>姓名</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>姓名(&amp;X)</source>
            <translation>Name (&amp;X)</translation>
        </message>
        <message>
            <source>姓名已更正。</source>
            <translation>The name was corrected.</translation>
        </message>
        <message>
            <source>审批</source>
            <translation>approve</translation>
        </message>
        <message>
            <source>已停用</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>已到期</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>已复制</source>
            <translation>Copied</translation>
        </message>
        <message>
            <source>已锁定</source>
            <translation>Locked</translation>
        </message>
        <message>
            <source>应急码封存在信封里，唯一的系统管理员忘记口令时凭它重设。换发后，原来信封里的作废。</source>
            <translation>The emergency code lies in a sealed envelope and resets the only administrator's lost password. A new one makes the one in the envelope void.</translation>
        </message>
        <message>
            <source>应急码已更换，旧的作废。</source>
            <translation>The emergency code was replaced; the old one is void.</translation>
        </message>
        <message>
            <source>建库时会带入区、镇街和社区。</source>
            <translation>Districts, subdistricts and communities come with a new register.</translation>
        </message>
        <message>
            <source>建立于 {day}，{standing}。</source>
            <translation>Made on {day}, {standing}.</translation>
        </message>
        <message>
            <source>录入</source>
            <translation>enter</translation>
        </message>
        <message>
            <source>待答复的交接</source>
            <translation>handovers to answer</translation>
        </message>
        <message>
            <source>所选角色</source>
            <translation>Chosen roles</translation>
        </message>
        <message>
            <source>打印(&amp;P)…</source>
            <translation>&amp;Print…</translation>
        </message>
        <message>
            <source>按「新建账号」添加第一个。</source>
            <translation>Add the first with “New account”.</translation>
        </message>
        <message>
            <source>换应急码(&amp;Y)…</source>
            <translation>New emergency code (&amp;Y)…</translation>
        </message>
        <message>
            <source>收回 {who} 的「{role}」，立即生效。已经办过的事不变。</source>
            <translation>Take “{role}” from {who} at once. What was done stays.</translation>
        </message>
        <message>
            <source>收回(&amp;V)</source>
            <translation>Re&amp;voke</translation>
        </message>
        <message>
            <source>收回角色</source>
            <translation>Revoke a role</translation>
        </message>
        <message>
            <source>收回角色(&amp;V)…</source>
            <translation>Re&amp;voke role…</translation>
        </message>
        <message>
            <source>新建(&amp;N)</source>
            <translation>Crea&amp;te</translation>
        </message>
        <message>
            <source>新建账号</source>
            <translation>New account</translation>
        </message>
        <message>
            <source>新建账号(&amp;N)…</source>
            <translation>&amp;New account…</translation>
        </message>
        <message>
            <source>日志和单据上显示的姓名</source>
            <translation>the name shown in the log and on papers</translation>
        </message>
        <message>
            <source>更换(&amp;Y)</source>
            <translation>Replace (&amp;Y)</translation>
        </message>
        <message>
            <source>更换应急码</source>
            <translation>Replace the emergency code</translation>
        </message>
        <message>
            <source>更正(&amp;M)</source>
            <translation>Correct (&amp;M)</translation>
        </message>
        <message>
            <source>更正姓名</source>
            <translation>Correct the name</translation>
        </message>
        <message>
            <source>更正姓名(&amp;M)…</source>
            <translation>Correct na&amp;me…</translation>
        </message>
        <message>
            <source>最后一天(&amp;L)</source>
            <translation>&amp;Last day</translation>
        </message>
        <message>
            <source>有空缺的</source>
            <translation>With gaps</translation>
        </message>
        <message>
            <source>期限已设定。</source>
            <translation>The term was set.</translation>
        </message>
        <message>
            <source>未入库的清单</source>
            <translation>lists not taken in</translation>
        </message>
        <message>
            <source>未办结的申请</source>
            <translation>open applications</translation>
        </message>
        <message>
            <source>未收回的检查包</source>
            <translation>packages not returned</translation>
        </message>
        <message>
            <source>未校验的制牌批次</source>
            <translation>batches not verified</translation>
        </message>
        <message>
            <source>每个区、镇街、社区由谁管。括号里的人管的是上级区域。有空缺时，请在「账号」里给同事增加角色。</source>
            <translation>Who looks after each district, subdistrict and community. People in brackets look after the area above. Fill a gap by adding a role under “Accounts”.</translation>
        </message>
        <message>
            <source>每个区域都有人可以录入和审批。</source>
            <translation>In every area somebody can enter and approve.</translation>
        </message>
        <message>
            <source>没有口令</source>
            <translation>none</translation>
        </message>
        <message>
            <source>没有空缺的</source>
            <translation>Without gaps</translation>
        </message>
        <message>
            <source>没有行政区划</source>
            <translation>No units</translation>
        </message>
        <message>
            <source>没有账号</source>
            <translation>No accounts</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>移除(&amp;M)</source>
            <translation>Re&amp;move</translation>
        </message>
        <message>
            <source>空缺</source>
            <translation>Gap</translation>
        </message>
        <message>
            <source>系统管理员不办理业务，不能与其他角色放在同一个账号上。请为业务另建一个账号。</source>
            <translation>An administrator does no business: the role cannot stand beside others in one account. Make another account for business.</translation>
        </message>
        <message>
            <source>给 {who} 发一个一次性口令，原口令作废。请当面确认是本人。</source>
            <translation>Hand {who} a one-time password; the old one is void. Make sure in person who it is.</translation>
        </message>
        <message>
            <source>给 {who} 增加一个角色，立即生效。</source>
            <translation>Give {who} another role at once.</translation>
        </message>
        <message>
            <source>角色与范围</source>
            <translation>Roles and areas</translation>
        </message>
        <message>
            <source>角色已增加。</source>
            <translation>The role was added.</translation>
        </message>
        <message>
            <source>角色已收回。</source>
            <translation>The role was revoked.</translation>
        </message>
        <message>
            <source>解锁(&amp;U)</source>
            <translation>&amp;Unlock</translation>
        </message>
        <message>
            <source>解锁(&amp;U)…</source>
            <translation>&amp;Unlock…</translation>
        </message>
        <message>
            <source>解锁账号</source>
            <translation>Unlock account</translation>
        </message>
        <message>
            <source>记入操作日志，可以不填</source>
            <translation>for the operation log; may be left empty</translation>
        </message>
        <message>
            <source>设定(&amp;D)</source>
            <translation>Set (&amp;D)</translation>
        </message>
        <message>
            <source>读取区域</source>
            <translation>Reading areas</translation>
        </message>
        <message>
            <source>读取未办结事项</source>
            <translation>Reading open cases</translation>
        </message>
        <message>
            <source>读取账号</source>
            <translation>Reading accounts</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>账号 {login} 不变；以前的日志按账号显示现在的姓名。</source>
            <translation>The account {login} stays; earlier log entries show the name as it is now.</translation>
        </message>
        <message>
            <source>账号 {login} 已办理。</source>
            <translation>Account {login} is ready.</translation>
        </message>
        <message>
            <source>账号(&amp;L)</source>
            <translation>Account (&amp;L)</translation>
        </message>
        <message>
            <source>账号已停用。</source>
            <translation>The account was closed.</translation>
        </message>
        <message>
            <source>账号已解锁。</source>
            <translation>The account was unlocked.</translation>
        </message>
        <message>
            <source>过了这一天，{who} 不能再登录；到期前可以随时改。</source>
            <translation>After this day {who} cannot sign in; it can be changed at any time before.</translation>
        </message>
        <message>
            <source>这个账号已有这个角色。</source>
            <translation>The account has this role already.</translation>
        </message>
        <message>
            <source>这里列出您管辖区域的账号。只有系统管理员可以新建和修改账号。</source>
            <translation>The accounts of your area. Only an administrator makes and changes accounts.</translation>
        </message>
        <message>
            <source>重新启用 {who}，并发一个一次性口令。账号只能给原来的人。</source>
            <translation>Reopen {who} with a one-time password. An account is only for the person it was made for.</translation>
        </message>
        <message>
            <source>重新启用(&amp;O)…</source>
            <translation>Re&amp;open…</translation>
        </message>
        <message>
            <source>重新启用账号</source>
            <translation>Reopen account</translation>
        </message>
        <message>
            <source>重设(&amp;P)</source>
            <translation>Reset (&amp;P)</translation>
        </message>
        <message>
            <source>重设口令</source>
            <translation>Reset password</translation>
        </message>
        <message>
            <source>重设口令(&amp;P)…</source>
            <translation>New &amp;password…</translation>
        </message>
        <message>
            <source>锁定</source>
            <translation>Locked</translation>
        </message>
        <message>
            <source>锁定至 {when}</source>
            <translation>Locked until {when}</translation>
        </message>
        <message>
            <source>（{names}）</source>
            <translation> ({names})</translation>
        </message>
        <message>
            <source>{told}名下没有未办结的事项。</source>
            <translation>{told} No open cases.</translation>
        </message>
        <message>
            <source>准备区域的拼音</source>
            <translation>Preparing the areas' initials</translation>
        </message>
    </context>
    <context>
        <name>joining</name>
        <message>
            <source>比较两个库</source>
            <translation>compare the stores</translation>
        </message>
        <message>
            <source>并入另一库</source>
            <translation>join another store</translation>
        </message>
        <message>
            <source>选择另一个库(&amp;O)…</source>
            <translation>Ch&amp;oose the other store…</translation>
        </message>
        <message>
            <source>是同一地址(&amp;S)</source>
            <translation>&amp;Same address</translation>
        </message>
        <message>
            <source>暂不并入(&amp;N)</source>
            <translation>&amp;Not now</translation>
        </message>
        <message>
            <source>并入本库(&amp;J)</source>
            <translation>&amp;Join</translation>
        </message>
        <message>
            <source>另一库的地址</source>
            <translation>Address in the other store</translation>
        </message>
        <message>
            <source>本库的地址</source>
            <translation>Address here</translation>
        </message>
        <message>
            <source>冲突</source>
            <translation>Clash</translation>
        </message>
        <message>
            <source>决定</source>
            <translation>Decision</translation>
        </message>
        <message>
            <source>两库都有的地址</source>
            <translation>Addresses in both stores</translation>
        </message>
        <message>
            <source>把同一个区另一个办公室的库并入本库。两库都有的地址逐条决定：是同一地址，或暂不并入；全部决定之前什么都不并入。另一个库原样保留，作为它自己日志的凭证。</source>
            <translation>Joins the register of another office of the district. Each address that stands in both is decided about: the same address, or not now; nothing comes over before all are decided. The other store stays as it is, the proof of its own journal.</translation>
        </message>
        <message>
            <source>还没有选择另一个库</source>
            <translation>No other store chosen yet</translation>
        </message>
        <message>
            <source>请选择另一个办公室的地址库文件，先比较，再决定。</source>
            <translation>Choose the other office's register file; compare first, then decide.</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>all</translation>
        </message>
        <message>
            <source>未决定</source>
            <translation>undecided</translation>
        </message>
        <message>
            <source>有冲突</source>
            <translation>clashing</translation>
        </message>
        <message>
            <source>理由(&amp;Y)</source>
            <translation>Wh&amp;y</translation>
        </message>
        <message>
            <source>记入操作日志，如：两个办公室合并</source>
            <translation>goes into the operation log, e.g. two offices become one</translation>
        </message>
        <message>
            <source>还有 {n} 条没有决定</source>
            <translation>{n} are undecided</translation>
        </message>
        <message>
            <source>地址库文件 (*.db)</source>
            <translation>Register (*.db)</translation>
        </message>
        <message>
            <source>选择另一个办公室的地址库</source>
            <translation>Choose the other office's register</translation>
        </message>
        <message>
            <source>两库没有相同的地址</source>
            <translation>No address stands in both</translation>
        </message>
        <message>
            <source>写明理由后就可以并入。</source>
            <translation>Say why, then join.</translation>
        </message>
        <message>
            <source>{file}（库号 {number}）有地址 {n} 个，其中 {new} 个本库没有，{doubles} 个两库都有，{clashing} 个有冲突。</source>
            <translation>{file} (store {number}) has {n} addresses: {new} are new here, {doubles} stand in both, {clashing} clash.</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>{n} 条有冲突，不能当作同一地址：请先在一个库里改正，或暂不并入。</source>
            <translation>{n} clash and cannot be the same: put them right in one of the stores first, or leave them out.</translation>
        </message>
        <message>
            <source>已并入（日志第 {entry} 条）：新地址 {joined} 个，本库已有 {same} 个，暂不并入 {out} 个。另一个库请封存，不要再在里面登记。</source>
            <translation>Joined (entry {entry}): {joined} new addresses, {same} were here, {out} left out. Put the other store away and register nothing in it any more.</translation>
        </message>
        <message>
            <source>{text}（{state}）</source>
            <translation>{text} ({state})</translation>
        </message>
        <message>
            <source>同一地址</source>
            <translation>same address</translation>
        </message>
        <message>
            <source>暂不并入</source>
            <translation>not now</translation>
        </message>
        <message>
            <source>并入由区民政局经办或审批人办理，请用其账号登录。</source>
            <translation>Joining is done by a district clerk or an approver; please sign in as one.</translation>
        </message>
    </context>
    <context>
        <name>system</name>
        <message>
            <source>并入</source>
            <translation>Joining</translation>
        </message>
        <message>
            <source>{done}但原库本有问题，一并带了过去：</source>
            <translation>{done} But what was wrong with the register came along: </translation>
        </message>
        <message>
            <source>{n} 条</source>
            <translation>{n} lines</translation>
        </message>
        <message>
            <source>{opening}{found}。{advice}</source>
            <translation>{opening}{found}. {advice}</translation>
        </message>
        <message>
            <source>{rest} 个地址没有上级</source>
            <translation>{rest} addresses without a parent</translation>
        </message>
        <message>
            <source>{rest} 个地址没有版本</source>
            <translation>{rest} addresses without a version</translation>
        </message>
        <message>
            <source>{revision}，与程序一致，不需要升级</source>
            <translation>{revision}, as this program knows it; no upgrade needed</translation>
        </message>
        <message>
            <source>{said}（属于 {owners}）</source>
            <translation>{said} (of {owners})</translation>
        </message>
        <message>
            <source>{shown} / {n} 条</source>
            <translation>{shown} of {n} lines</translation>
        </message>
        <message>
            <source>{size}，磁盘剩余 {free}</source>
            <translation>{size}, {free} left on the disk</translation>
        </message>
        <message>
            <source>{what}{todo}</source>
            <translation>{what} {todo}</translation>
        </message>
        <message>
            <source>下面列出最近的管理操作；全部操作在操作日志窗口里，可按人、操作、日期筛选。链头请打印或存到本机以外。</source>
            <translation>The latest changes to accounts, settings and the register; everything is in the log's window, by person, verb and day. Print the head or keep it elsewhere.</translation>
        </message>
        <message>
            <source>事由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>交接</source>
            <translation>Handover</translation>
        </message>
        <message>
            <source>从备份恢复</source>
            <translation>Restoring a backup</translation>
        </message>
        <message>
            <source>从备份恢复到新位置(&amp;R)…</source>
            <translation>&amp;Restore a backup elsewhere…</translation>
        </message>
        <message>
            <source>位置</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>保密柜</source>
            <translation>Vault</translation>
        </message>
        <message>
            <source>共 {n} 条日志；按本单位规定保存不少于 {days} 天，本系统不删除任何日志。</source>
            <translation>{n} entries; kept at least {days} days by the office's rule. This program deletes none.</translation>
        </message>
        <message>
            <source>内容</source>
            <translation>Content</translation>
        </message>
        <message>
            <source>副本与接管</source>
            <translation>Copy and claim</translation>
        </message>
        <message>
            <source>区代码</source>
            <translation>District code</translation>
        </message>
        <message>
            <source>区域</source>
            <translation>Areas</translation>
        </message>
        <message>
            <source>口令(&amp;W)</source>
            <translation>Pass&amp;word</translation>
        </message>
        <message>
            <source>地址库文件 (*.db)</source>
            <translation>Register (*.db)</translation>
        </message>
        <message>
            <source>址牌备份 (*.zpb)</source>
            <translation>Zhipai backup (*.zpb)</translation>
        </message>
        <message>
            <source>址牌备份-{day}.zpb</source>
            <translation>zhipai-backup-{day}.zpb</translation>
        </message>
        <message>
            <source>备份(&amp;B)…</source>
            <translation>&amp;Back up…</translation>
        </message>
        <message>
            <source>备份库</source>
            <translation>Backing up</translation>
        </message>
        <message>
            <source>复制(&amp;Y)…</source>
            <translation>Cop&amp;y…</translation>
        </message>
        <message>
            <source>复制到</source>
            <translation>Copy to</translation>
        </message>
        <message>
            <source>复制到(&amp;T)</source>
            <translation>Copy &amp;to</translation>
        </message>
        <message>
            <source>复制库</source>
            <translation>Copying the register</translation>
        </message>
        <message>
            <source>大小</source>
            <translation>Size</translation>
        </message>
        <message>
            <source>对照链头(&amp;H)…</source>
            <translation>Compare &amp;head…</translation>
        </message>
        <message>
            <source>导出列表</source>
            <translation>Export list</translation>
        </message>
        <message>
            <source>导出给审计(&amp;X)…</source>
            <translation>E&amp;xport for audit…</translation>
        </message>
        <message>
            <source>导出链头(&amp;T)…</source>
            <translation>Keep head (&amp;T)…</translation>
        </message>
        <message>
            <source>工作站</source>
            <translation>Workstation</translation>
        </message>
        <message>
            <source>已备份 {n} 行到 {file}（{size}），逐表核对一致。请存到另一块磁盘。</source>
            <translation>{n} rows backed up to {file} ({size}); every table compared. Keep it on another disk.</translation>
        </message>
        <message>
            <source>已复制 {n} 行</source>
            <translation>{n} lines copied</translation>
        </message>
        <message>
            <source>已复制 {n} 行到 {file}，逐表核对一致。原库没有改动。</source>
            <translation>{n} rows copied to {file}; every table compared. This register is as it was.</translation>
        </message>
        <message>
            <source>已导出 {n} 条到 {file}</source>
            <translation>{n} lines exported to {file}</translation>
        </message>
        <message>
            <source>已恢复 {n} 行到 {file}，逐表核对一致。要在那里工作，请退出后打开它。</source>
            <translation>{n} rows restored to {file}; every table compared. To work there, quit and open it.</translation>
        </message>
        <message>
            <source>库</source>
            <translation>Register</translation>
        </message>
        <message>
            <source>库号</source>
            <translation>Register number</translation>
        </message>
        <message>
            <source>库名(&amp;D)</source>
            <translation>&amp;Database</translation>
        </message>
        <message>
            <source>库的情况</source>
            <translation>About the register</translation>
        </message>
        <message>
            <source>库的标识</source>
            <translation>Identity</translation>
        </message>
        <message>
            <source>建库时间</source>
            <translation>Made at</translation>
        </message>
        <message>
            <source>建库用的数据库用户，不是工作账号</source>
            <translation>the database's own user, no account of the office</translation>
        </message>
        <message>
            <source>开始复制(&amp;O)</source>
            <translation>C&amp;opy</translation>
        </message>
        <message>
            <source>当前没有可导出的列表。</source>
            <translation>There is no list to export.</translation>
        </message>
        <message>
            <source>恢复成新的库文件</source>
            <translation>Restore as a new file</translation>
        </message>
        <message>
            <source>您的账号只看得到管辖区域的数据。服务器上的整库检查、备份和复制，由数据库管理员用命令 zhipai store 办理。</source>
            <translation>Your account sees only its area. On a server the whole register is checked, backed up and copied by the database's administrator with zhipai store.</translation>
        </message>
        <message>
            <source>打开日志(&amp;J)…</source>
            <translation>Open &amp;log…</translation>
        </message>
        <message>
            <source>换一个词，或清除筛选。</source>
            <translation>Try another word, or clear the filter.</translation>
        </message>
        <message>
            <source>操作</source>
            <translation>Verb</translation>
        </message>
        <message>
            <source>操作人</source>
            <translation>Who</translation>
        </message>
        <message>
            <source>操作日志</source>
            <translation>Operation log</translation>
        </message>
        <message>
            <source>数据库引擎自检：{rest}</source>
            <translation>the engine's own check: {rest}</translation>
        </message>
        <message>
            <source>数据库用户(&amp;U)</source>
            <translation>Database &amp;user</translation>
        </message>
        <message>
            <source>整库复制：地址、版本、附件、账号和操作日志原样带走，复制后两边逐表核对，不一致就不保留。原库不改动。</source>
            <translation>Everything is copied as it is: addresses, versions, attachments, accounts and the log. Both sides are compared table by table; a copy that differs is not kept. This register is not changed.</translation>
        </message>
        <message>
            <source>文件(&amp;F)</source>
            <translation>&amp;File</translation>
        </message>
        <message>
            <source>文件（SQLite {version}）</source>
            <translation>File (SQLite {version})</translation>
        </message>
        <message>
            <source>日志序号</source>
            <translation>Entry</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>最近一条</source>
            <translation>Newest entry</translation>
        </message>
        <message>
            <source>服务器(&amp;S)</source>
            <translation>&amp;Server</translation>
        </message>
        <message>
            <source>服务器上的空库</source>
            <translation>An empty database on a server</translation>
        </message>
        <message>
            <source>服务器（PostgreSQL {version}）</source>
            <translation>Server (PostgreSQL {version})</translation>
        </message>
        <message>
            <source>本机时间</source>
            <translation>Clock</translation>
        </message>
        <message>
            <source>本机的新文件</source>
            <translation>A new file on this computer</translation>
        </message>
        <message>
            <source>校验(&amp;K)</source>
            <translation>Chec&amp;k</translation>
        </message>
        <message>
            <source>检查(&amp;K)</source>
            <translation>Chec&amp;k</translation>
        </message>
        <message>
            <source>检查发现问题：</source>
            <translation>The check found: </translation>
        </message>
        <message>
            <source>检查只读不改。备份写成一个文件，请存到另一块磁盘；恢复总是建一个新库，不覆盖现有的库。</source>
            <translation>Checking only reads. A backup is one file, to be kept on another disk; restoring always makes a new register and overwrites none.</translation>
        </message>
        <message>
            <source>检查库</source>
            <translation>Checking the register</translation>
        </message>
        <message>
            <source>检查通过：结构版本 {revision}，日志 {n} 条首尾相连，地址树完整。</source>
            <translation>Sound: revision {revision}, {n} entries without a break, the tree complete.</translation>
        </message>
        <message>
            <source>没有符合筛选的条目</source>
            <translation>Nothing passes the filter</translation>
        </message>
        <message>
            <source>清除筛选(&amp;L)</source>
            <translation>C&amp;lear filter</translation>
        </message>
        <message>
            <source>种类</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>端口(&amp;P)</source>
            <translation>&amp;Port</translation>
        </message>
        <message>
            <source>第 {seq} 条日志{damage}</source>
            <translation>log entry {seq} {damage}</translation>
        </message>
        <message>
            <source>筛选（Ctrl+F）</source>
            <translation>Filter (Ctrl+F)</translation>
        </message>
        <message>
            <source>管理操作</source>
            <translation>Managing</translation>
        </message>
        <message>
            <source>系统各项</source>
            <translation>Sections</translation>
        </message>
        <message>
            <source>结构版本</source>
            <translation>Revision</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>请保留现场，用最近的备份核对，并联系系统管理员。</source>
            <translation>Leave everything as it is, compare with the latest backup and call the administrator.</translation>
        </message>
        <message>
            <source>读取库的情况</source>
            <translation>Reading about the register</translation>
        </message>
        <message>
            <source>读取操作日志</source>
            <translation>Reading the log</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>账号、设置、交接和库的改动会列在这里；其他操作请打开操作日志。</source>
            <translation>Changes to accounts, settings, handovers and the register are listed here; for the rest open the log.</translation>
        </message>
        <message>
            <source>还不存在的文件，如 D:\址牌数据\zhipai.db</source>
            <translation>a file that does not exist yet, such as D:\zhipai\zhipai.db</translation>
        </message>
        <message>
            <source>还没有管理操作</source>
            <translation>Nothing was managed yet</translation>
        </message>
        <message>
            <source>这里还没有内容</source>
            <translation>Nothing here yet</translation>
        </message>
        <message>
            <source>选择(&amp;B)…</source>
            <translation>&amp;Browse…</translation>
        </message>
        <message>
            <source>选择备份文件</source>
            <translation>Choose a backup</translation>
        </message>
        <message>
            <source>链头</source>
            <translation>Head</translation>
        </message>
        <message>
            <source>附件 {number}「{name}」有问题</source>
            <translation>attachment {number} “{name}” is not sound</translation>
        </message>
        <message>
            <source>附件 {number}「{name}」的内容不见了</source>
            <translation>the content of attachment {number} “{name}” is gone</translation>
        </message>
        <message>
            <source>附件 {number}「{name}」的内容被改动</source>
            <translation>the content of attachment {number} “{name}” was altered</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Item</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>附件</source>
            <translation>Attached files</translation>
        </message>
        <message>
            <source>服务器只填名称或 IP 地址。</source>
            <translation>Give the server as a name or an IP address alone.</translation>
        </message>
        <message>
            <source>导出(&amp;E)…</source>
            <translation>&amp;Export…</translation>
        </message>
        <message>
            <source>导出(&amp;X)…</source>
            <translation>E&amp;xport…</translation>
        </message>
        <message>
            <source>把列表里显示的写成工作簿</source>
            <translation>Write what the list shows into a workbook</translation>
        </message>
    </context>
    <context>
        <name>watch</name>
        <message>
            <source>查看其他工作站的改动</source>
            <translation>look for changes of other desks</translation>
        </message>
    </context>
    <context>
        <name>connect</name>
        <message>
            <source>在本机的凭据库中记住口令(&amp;R)</source>
            <translation>&amp;Remember the password in this computer's keyring</translation>
        </message>
        <message>
            <source>选择(&amp;B)…</source>
            <translation>&amp;Browse…</translation>
        </message>
        <message>
            <source>这台电脑没有凭据库，口令不能记住，每次登录时输入。</source>
            <translation>This computer has no keyring; the password cannot be remembered and is typed at each sign-in.</translation>
        </message>
        <message>
            <source>系统管理员给的名称或 IP 地址</source>
            <translation>Name or IP address, from your administrator</translation>
        </message>
        <message>
            <source>库名，由系统管理员给出</source>
            <translation>Database name, from your administrator</translation>
        </message>
        <message>
            <source>您的账号，不是 Windows 用户名</source>
            <translation>Your account, not your Windows user name</translation>
        </message>
        <message>
            <source>尽量加密</source>
            <translation>Encrypt if possible</translation>
        </message>
        <message>
            <source>必须加密</source>
            <translation>Always encrypt</translation>
        </message>
        <message>
            <source>必须加密并核对服务器证书</source>
            <translation>Always encrypt and check the server's certificate</translation>
        </message>
        <message>
            <source>端口(&amp;P)</source>
            <translation>&amp;Port</translation>
        </message>
        <message>
            <source>服务器(&amp;S)</source>
            <translation>&amp;Server</translation>
        </message>
        <message>
            <source>库名(&amp;D)</source>
            <translation>&amp;Database</translation>
        </message>
        <message>
            <source>账号(&amp;U)</source>
            <translation>Acco&amp;unt</translation>
        </message>
        <message>
            <source>口令(&amp;W)</source>
            <translation>Pass&amp;word</translation>
        </message>
        <message>
            <source>加密(&amp;E)</source>
            <translation>&amp;Encryption</translation>
        </message>
        <message>
            <source>CA 证书(&amp;A)</source>
            <translation>C&amp;A certificate</translation>
        </message>
        <message>
            <source>服务器</source>
            <translation>server</translation>
        </message>
        <message>
            <source>库名</source>
            <translation>database</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>account</translation>
        </message>
        <message>
            <source>口令</source>
            <translation>password</translation>
        </message>
        <message>
            <source>CA 证书</source>
            <translation>CA certificate</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>已记住，不必输入</source>
            <translation>Remembered; no need to type it</translation>
        </message>
        <message>
            <source>选择 CA 证书文件</source>
            <translation>Choose the CA certificate</translation>
        </message>
        <message>
            <source>证书 (*.crt *.pem *.cer);;所有文件 (*)</source>
            <translation>Certificates (*.crt *.pem *.cer);;All files (*)</translation>
        </message>
        <message>
            <source>测试连接(&amp;T)</source>
            <translation>&amp;Test connection</translation>
        </message>
        <message>
            <source>改用本机的库(&amp;L)…</source>
            <translation>Use a &amp;local register…</translation>
        </message>
        <message>
            <source>忘记(&amp;G)</source>
            <translation>For&amp;get</translation>
        </message>
        <message>
            <source>连接(&amp;O)</source>
            <translation>C&amp;onnect</translation>
        </message>
        <message>
            <source>连接共用的地址库</source>
            <translation>Connect to a shared register</translation>
        </message>
        <message>
            <source>用过的连接</source>
            <translation>Connections used before</translation>
        </message>
        <message>
            <source>用过的连接(&amp;K)</source>
            <translation>&amp;Known connections</translation>
        </message>
        <message>
            <source>已忘记这个连接。</source>
            <translation>This connection is forgotten.</translation>
        </message>
        <message>
            <source>还要填写：{names}。</source>
            <translation>Still to be filled in: {names}.</translation>
        </message>
        <message>
            <source>测试连接</source>
            <translation>Test connection</translation>
        </message>
        <message>
            <source>连接正常，您是{name}。</source>
            <translation>The connection works; you are {name}.</translation>
        </message>
        <message>
            <source>连接</source>
            <translation>Connect</translation>
        </message>
        <message>
            <source>正在连接，最多等十几秒…</source>
            <translation>Connecting; this takes some ten seconds at most…</translation>
        </message>
        <message>
            <source>请系统管理员在服务器上运行 zhipai store upgrade；其他电脑不用动。</source>
            <translation>Ask the administrator to run zhipai store upgrade on the server; nothing is to be done on other computers.</translation>
        </message>
        <message>
            <source>服务器不接受这个账号和口令</source>
            <translation>The server does not accept this account and password</translation>
        </message>
        <message>
            <source>请核对库名、账号和口令；连续不成时，可能是口令已过期，请联系系统管理员。</source>
            <translation>Check database, account and password; if it keeps failing the password may have expired: ask your administrator.</translation>
        </message>
        <message>
            <source>{what}。
{todo}</source>
            <translation>{what}.
{todo}</translation>
        </message>
        <message>
            <source>口令没有记住：这台电脑的凭据库不可用。</source>
            <translation>The password was not remembered: this computer's keyring cannot be used.</translation>
        </message>
    </context>
    <context>
        <name>password</name>
        <message>
            <source>大写锁定已打开</source>
            <translation>Caps Lock is on</translation>
        </message>
        <message>
            <source>至少 {long} 位；大写、小写、数字、符号中有三类时，至少 {short} 位</source>
            <translation>At least {long} characters; {short} with three of capitals, small letters, figures, signs</translation>
        </message>
        <message>
            <source>不超过 {n} 位</source>
            <translation>No more than {n} characters</translation>
        </message>
        <message>
            <source>不含换行、制表等看不见的字符</source>
            <translation>No invisible characters such as tabs</translation>
        </message>
        <message>
            <source>不是账号的变形</source>
            <translation>Not a variation of the account</translation>
        </message>
        <message>
            <source>不是常见口令、连续或重复的字符</source>
            <translation>Not a common password, a run or a repetition</translation>
        </message>
        <message>
            <source>修改口令</source>
            <translation>Change password</translation>
        </message>
        <message>
            <source>新口令(&amp;N)</source>
            <translation>&amp;New password</translation>
        </message>
        <message>
            <source>再输一次(&amp;A)</source>
            <translation>&amp;Again</translation>
        </message>
        <message>
            <source>原口令(&amp;O)</source>
            <translation>&amp;Old password</translation>
        </message>
        <message>
            <source>这个口令是别人给您的，请先改成只有您自己知道的，再开始工作。</source>
            <translation>This password was given to you by somebody; change it to one that only you know before you begin.</translation>
        </message>
        <message>
            <source>两次输入的新口令不一样。</source>
            <translation>The two new passwords differ.</translation>
        </message>
    </context>
    <context>
        <name>code_sheet</name>
        <message>
            <source>应急码</source>
            <translation>Emergency code</translation>
        </message>
        <message>
            <source>已抄下或打印，装入信封封存(&amp;S)</source>
            <translation>Written down or printed, and &amp;sealed in an envelope</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>打印(&amp;P)…</source>
            <translation>&amp;Print…</translation>
        </message>
        <message>
            <source>这是本库的应急码，只显示这一次。唯一的系统管理员忘记口令时，凭它重设；每次使用都记入操作日志，用过之后换成新的。请抄下或打印，装入信封由负责人封存。</source>
            <translation>This is the register's emergency code, shown only once. When the only administrator has forgotten the password, it resets it; each use is in the operation log and replaces the code. Write it down or print it, and have the head of the office keep it in a sealed envelope.</translation>
        </message>
    </context>
    <context>
        <name>entrance</name>
        <message>
            <source>地址库已升级；升级前的副本是 {file}</source>
            <translation>The register was upgraded; the copy from before is {file}</translation>
        </message>
    </context>
    <context>
        <name>lock</name>
        <message>
            <source>址牌已锁定</source>
            <translation>Zhipai is locked</translation>
        </message>
        <message>
            <source>解锁(&amp;U)</source>
            <translation>&amp;Unlock</translation>
        </message>
        <message>
            <source>切换账号(&amp;S)…</source>
            <translation>&amp;Switch account…</translation>
        </message>
        <message>
            <source>{name}（{login}）的窗口已锁定，正在进行的操作不受影响。</source>
            <translation>The window of {name} ({login}) is locked; what is running goes on.</translation>
        </message>
        <message>
            <source>口令(&amp;W)</source>
            <translation>Pass&amp;word</translation>
        </message>
        <message>
            <source>这个账号没有口令，任何人都可以解锁。</source>
            <translation>This account has no password; anybody may unlock it.</translation>
        </message>
        <message>
            <source>试得太多，请等 {n} 秒再试。</source>
            <translation>Too many tries; wait {n} seconds.</translation>
        </message>
        <message>
            <source>确定切换(&amp;S)</source>
            <translation>Do &amp;switch</translation>
        </message>
        <message>
            <source>切换账号会关闭这个窗口，填了一半还没保存的内容会丢失。</source>
            <translation>Switching accounts closes this window; what is half filled in and not saved is lost.</translation>
        </message>
        <message>
            <source>址牌 — 已锁定</source>
            <translation>Zhipai — locked</translation>
        </message>
    </context>
    <context>
        <name>offline</name>
        <message>
            <source>立即重试</source>
            <translation>Try now</translation>
        </message>
        <message>
            <source>离线：连上服务器之后才能使用。</source>
            <translation>Offline: available again once the server is reached.</translation>
        </message>
        <message>
            <source>离线：{since} 起连不上服务器。已载入的内容可以查看和复制，暂时不能保存；程序每隔几秒自动重试。</source>
            <translation>Offline: the server has not been reached since {since}. What is loaded can be read and copied, nothing can be saved; it is tried again every few seconds.</translation>
        </message>
        <message>
            <source>查对是否已保存</source>
            <translation>Look up whether it was saved</translation>
        </message>
        <message>
            <source>“{verb}”：断线之前已经保存，不要重做。</source>
            <translation>“{verb}”: saved before the connection broke; do not repeat it.</translation>
        </message>
        <message>
            <source>“{verb}”：断线时没有保存，请再做一次。</source>
            <translation>“{verb}”: not saved when the connection broke; please do it again.</translation>
        </message>
        <message>
            <source>这是刚刚向服务器查对的结果。</source>
            <translation>The server has just been asked.</translation>
        </message>
        <message>
            <source>请联系系统管理员。</source>
            <translation>Please contact your administrator.</translation>
        </message>
        <message>
            <source>口令可能已更改：请在“文件”菜单中切换账号，重新登录。</source>
            <translation>The password may have been changed: sign in again with Switch account in the File menu.</translation>
        </message>
        <message>
            <source>离线：{what}。{todo}</source>
            <translation>Offline: {what}. {todo}</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>读取设置</source>
            <translation>Read settings</translation>
        </message>
        <message>
            <source>口令已修改。</source>
            <translation>The password was changed.</translation>
        </message>
    </context>
    <context>
        <name>upgrade</name>
        <message>
            <source>地址库需要升级</source>
            <translation>The register needs an upgrade</translation>
        </message>
        <message>
            <source>{file} 是旧版程序建立的，升级之后才能打开。
升级前先在同一文件夹里留一份原样的副本；中途停电或取消，原来的库都不会损坏。升级后旧版程序不能再打开它。</source>
            <translation>{file} was made by an older program and opens only after an upgrade.
First a copy is kept beside it as it is; neither a power cut nor cancelling harms the register. Older programs cannot open it afterwards.</translation>
        </message>
        <message>
            <source>留副本并升级(&amp;U)</source>
            <translation>Copy and &amp;upgrade</translation>
        </message>
        <message>
            <source>升级地址库</source>
            <translation>Upgrade the register</translation>
        </message>
        <message>
            <source>{note}…</source>
            <translation>{note}…</translation>
        </message>
    </context>
    <context>
        <name>area</name>
        <message>
            <source>不在您的管辖区域内，不能选</source>
            <translation>Outside your area; cannot be chosen</translation>
        </message>
        <message>
            <source>全部区域</source>
            <translation>All areas</translation>
        </message>
        <message>
            <source>区</source>
            <translation>District</translation>
        </message>
        <message>
            <source>社区</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>镇街</source>
            <translation>Subdistrict</translation>
        </message>
        <message>
            <source>（整个区）</source>
            <translation>(whole)</translation>
        </message>
        <message>
            <source>（整个镇街）</source>
            <translation>(whole)</translation>
        </message>
        <message>
            <source>{level}：输入汉字、拼音或首字母</source>
            <translation>{level}: type characters, pinyin or initials</translation>
        </message>
        <message>
            <source>市</source>
            <translation>City</translation>
        </message>
        <message>
            <source>路、小区</source>
            <translation>Road or compound</translation>
        </message>
        <message>
            <source>（整个市）</source>
            <translation>(whole city)</translation>
        </message>
        <message>
            <source>（整个社区）</source>
            <translation>(whole community)</translation>
        </message>
        <message>
            <source>没有可选的「{typed}」，仍是「{chosen}」。</source>
            <translation>Nothing called “{typed}” can be chosen; it is “{chosen}” still.</translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>MB</source>
            <translation>MB</translation>
        </message>
        <message>
            <source>{draft}（未保存）</source>
            <translation>{draft} (not saved)</translation>
        </message>
        <message>
            <source>{file} 与现在的设置相同。</source>
            <translation>{file} holds what is set already.</translation>
        </message>
        <message>
            <source>{file} 会改动 {n} 项设置：</source>
            <translation>{file} would change {n} settings:</translation>
        </message>
        <message>
            <source>{file} 里有 {n} 项不能用。改正文件后重新读入；现在没有改动任何设置。</source>
            <translation>{n} settings in {file} cannot be used. Correct the file and read it again; nothing was changed.</translation>
        </message>
        <message>
            <source>{low}–{high} {unit}</source>
            <translation>{low}–{high} {unit}</translation>
        </message>
        <message>
            <source>{name}：{why}</source>
            <translation>{name}: {why}</translation>
        </message>
        <message>
            <source>{n} {unit}</source>
            <translation>{n} {unit}</translation>
        </message>
        <message>
            <source>{n} 分钟</source>
            <translation>{n} minutes</translation>
        </message>
        <message>
            <source>{n} 天</source>
            <translation>{n} days</translation>
        </message>
        <message>
            <source>{n} 小时</source>
            <translation>{n} hours</translation>
        </message>
        <message>
            <source>{span}，或{none}</source>
            <translation>{span}, or {none}</translation>
        </message>
        <message>
            <source>{title}（{key}）</source>
            <translation>{title} ({key})</translation>
        </message>
        <message>
            <source>{who} {when}</source>
            <translation>{who} {when}</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>不保留</source>
            <translation>never</translation>
        </message>
        <message>
            <source>不启用</source>
            <translation>off</translation>
        </message>
        <message>
            <source>不是可选的值</source>
            <translation>is none of the choices</translation>
        </message>
        <message>
            <source>不能用的设置</source>
            <translation>Settings that cannot be used</translation>
        </message>
        <message>
            <source>不超过 {n} 个字</source>
            <translation>at most {n} characters</translation>
        </message>
        <message>
            <source>不需要读入。</source>
            <translation>There is nothing to read.</translation>
        </message>
        <message>
            <source>与现有设置相同，没有改动。</source>
            <translation>As it is already; nothing was changed.</translation>
        </message>
        <message>
            <source>事由，记入日志</source>
            <translation>reason, for the log</translation>
        </message>
        <message>
            <source>从文件读入(&amp;I)…</source>
            <translation>Read from a f&amp;ile…</translation>
        </message>
        <message>
            <source>从文件读入设置</source>
            <translation>Read settings from a file</translation>
        </message>
        <message>
            <source>依法不少于 180 天。本系统不删除任何日志，此项写在导出给审计的日志上，作为本单位的规定。</source>
            <translation>By law at least 180 days. This program deletes no entry; the figure stands on exports for auditors as the office's own rule.</translation>
        </message>
        <message>
            <source>保存 {n} 项(&amp;S)</source>
            <translation>&amp;Save {n}</translation>
        </message>
        <message>
            <source>保存(&amp;S)</source>
            <translation>&amp;Save</translation>
        </message>
        <message>
            <source>保留照片原件</source>
            <translation>Keep original photos</translation>
        </message>
        <message>
            <source>修改设置</source>
            <translation>Changing settings</translation>
        </message>
        <message>
            <source>允许的值：{range}。默认：{default}。命令行中的名称：{key}。</source>
            <translation>May be: {range}. Default: {default}. On the command line: {key}.</translation>
        </message>
        <message>
            <source>全部保留</source>
            <translation>always</translation>
        </message>
        <message>
            <source>写成文件(&amp;W)…</source>
            <translation>&amp;Write to a file…</translation>
        </message>
        <message>
            <source>分钟</source>
            <translation>minutes</translation>
        </message>
        <message>
            <source>前后有空格，或含有换行等不可见字符</source>
            <translation>has outer blanks or invisible characters</translation>
        </message>
        <message>
            <source>单个附件上限</source>
            <translation>Largest attachment</translation>
        </message>
        <message>
            <source>单位名称</source>
            <translation>Name of the office</translation>
        </message>
        <message>
            <source>只保留已批准事项的</source>
            <translation>of approved cases only</translation>
        </message>
        <message>
            <source>否</source>
            <translation>no</translation>
        </message>
        <message>
            <source>址牌设置</source>
            <translation>Zhipai settings</translation>
        </message>
        <message>
            <source>天</source>
            <translation>days</translation>
        </message>
        <message>
            <source>对整个库生效。只有系统管理员和审批人可以修改，您可以查看和写成文件。</source>
            <translation>They hold for the whole register. Only administrators and approvers change them; you may read them and write them to a file.</translation>
        </message>
        <message>
            <source>对整个库生效，所有工作站共用。每次改动都记入操作日志。</source>
            <translation>They hold for the whole register and every workstation. Every change is in the operation log.</translation>
        </message>
        <message>
            <source>导入设置</source>
            <translation>Import settings</translation>
        </message>
        <message>
            <source>导出设置</source>
            <translation>Export settings</translation>
        </message>
        <message>
            <source>将改动的设置</source>
            <translation>Settings to be changed</translation>
        </message>
        <message>
            <source>已保存，记入操作日志第 {entry} 条。</source>
            <translation>Saved; entry {entry} of the operation log.</translation>
        </message>
        <message>
            <source>年</source>
            <translation>years</translation>
        </message>
        <message>
            <source>库中写着「{text}」，本程序不认识，现按默认办理。</source>
            <translation> The register says “{text}”, which this program does not know; the default holds.</translation>
        </message>
        <message>
            <source>库中的值不能用，按默认</source>
            <translation>unusable, default holds</translation>
        </message>
        <message>
            <source>应为整数</source>
            <translation>must be a whole number</translation>
        </message>
        <message>
            <source>应为文字</source>
            <translation>must be text</translation>
        </message>
        <message>
            <source>应为是或否（true、false）</source>
            <translation>must be yes or no (true, false)</translation>
        </message>
        <message>
            <source>录入与核实分开</source>
            <translation>Entering and verifying apart</translation>
        </message>
        <message>
            <source>打印在清单和表册上；不填时按区名写作「某某区民政局」。</source>
            <translation>Printed on lists; when empty it is made of the district's name.</translation>
        </message>
        <message>
            <source>打开(&amp;O)</source>
            <translation>&amp;On</translation>
        </message>
        <message>
            <source>打开后，录入一条地址的账号不能再核实它。提交与审批始终分开，不受此项影响。</source>
            <translation>When on, the account that entered an address cannot verify it. Proposing and approving are always apart.</translation>
        </message>
        <message>
            <source>按文件修改(&amp;O)</source>
            <translation>Change as in the file (&amp;O)</translation>
        </message>
        <message>
            <source>操作日志保存天数</source>
            <translation>Days the log is kept</translation>
        </message>
        <message>
            <source>改回默认(&amp;M)</source>
            <translation>Back to the default (&amp;M)</translation>
        </message>
        <message>
            <source>放弃改动(&amp;D)</source>
            <translation>&amp;Drop changes</translation>
        </message>
        <message>
            <source>文件中的值</source>
            <translation>In the file</translation>
        </message>
        <message>
            <source>无操作锁屏</source>
            <translation>Lock when idle</translation>
        </message>
        <message>
            <source>日志与时间</source>
            <translation>Log and time</translation>
        </message>
        <message>
            <source>是</source>
            <translation>yes</translation>
        </message>
        <message>
            <source>是、否</source>
            <translation>yes, no</translation>
        </message>
        <message>
            <source>更大的文件不收。已经收下的不受影响。</source>
            <translation>Larger files are refused. Those kept already stay.</translation>
        </message>
        <message>
            <source>本机文件库：打开后，没有口令的账号不能登录，请先为每个账号设好口令。服务器库始终要口令。</source>
            <translation>For a register in a file: when on, nobody signs in without a password; give every account one first. On a server passwords are always needed.</translation>
        </message>
        <message>
            <source>本机时间允许超前</source>
            <translation>Clock may be ahead by</translation>
        </message>
        <message>
            <source>本程序没有这项设置</source>
            <translation>this program has no such setting</translation>
        </message>
        <message>
            <source>比最近一条日志晚得更多时，审批、发证、发包要先由第二人确认本机时间。</source>
            <translation>When the clock is further ahead of the newest entry, a second person confirms it before anything is approved, certified or handed out.</translation>
        </message>
        <message>
            <source>永不再用</source>
            <translation>never again</translation>
        </message>
        <message>
            <source>没有不同</source>
            <translation>Nothing differs</translation>
        </message>
        <message>
            <source>注销号码停用年限</source>
            <translation>Rest of a retired number</translation>
        </message>
        <message>
            <source>注销的门牌号满这么多年才可以再次编给别处；不设年限时永不再用。</source>
            <translation>A retired number may be given again only after so many years; without a figure, never.</translation>
        </message>
        <message>
            <source>照片总会另存一份缩小的工作件，并记下原件的校验值；原件占用空间大，按此决定是否留存。</source>
            <translation>A smaller working copy is always kept, with the original's hash; originals need much room and are kept by this rule.</translation>
        </message>
        <message>
            <source>现在的值</source>
            <translation>Value</translation>
        </message>
        <message>
            <source>登录必须有口令</source>
            <translation>Password required</translation>
        </message>
        <message>
            <source>类别</source>
            <translation>Group</translation>
        </message>
        <message>
            <source>编号与单位</source>
            <translation>Numbers and office</translation>
        </message>
        <message>
            <source>设定</source>
            <translation>Set</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>设置已写入 {file}</source>
            <translation>Settings written to {file}</translation>
        </message>
        <message>
            <source>设置文件 (*.json)</source>
            <translation>Settings (*.json)</translation>
        </message>
        <message>
            <source>读取设置</source>
            <translation>Reading settings</translation>
        </message>
        <message>
            <source>账号与职责</source>
            <translation>Accounts and duties</translation>
        </message>
        <message>
            <source>超出允许的范围</source>
            <translation>is out of range</translation>
        </message>
        <message>
            <source>过长</source>
            <translation>is too long</translation>
        </message>
        <message>
            <source>这么久没有按键和鼠标动作就遮住窗口，解锁后继续；0 表示不自动锁。</source>
            <translation>After so long without a key or the mouse the window is covered until unlocked; 0 never locks.</translation>
        </message>
        <message>
            <source>附件</source>
            <translation>Attachments</translation>
        </message>
        <message>
            <source>默认</source>
            <translation>default</translation>
        </message>
        <message>
            <source>（未填）</source>
            <translation>(empty)</translation>
        </message>
        <message>
            <source>，可以是 {allowed}</source>
            <translation>; may be {allowed}</translation>
        </message>
        <message>
            <source>，给的是「{text}」</source>
            <translation>; given: “{text}”</translation>
        </message>
        <message>
            <source>＝ {span}</source>
            <translation>= {span}</translation>
        </message>
        <message>
            <source>须第二人同意的比例</source>
            <translation>Share that needs a second person</translation>
        </message>
        <message>
            <source>一次操作涉及一个社区这么大比例的地址时，即使都是草稿也要提交申请，由审批人同意后生效。</source>
            <translation>When one act reaches this share of a community's addresses, even drafts go through an application that an approver has to agree to.</translation>
        </message>
        <message>
            <source>须第二人同意的最少条数</source>
            <translation>Least number that needs a second person</translation>
        </message>
        <message>
            <source>涉及的地址少于这个数时，不按上面的比例要求第二人。</source>
            <translation>Fewer addresses than this never need a second person, whatever their share.</translation>
        </message>
        <message>
            <source>%</source>
            <translation>%</translation>
        </message>
        <message>
            <source>条</source>
            <translation>addresses</translation>
        </message>
        <message>
            <source>不要求</source>
            <translation>not asked for</translation>
        </message>
    </context>
    <context>
        <name>vault</name>
        <message>
            <source>1. 加密算法(&amp;C)</source>
            <translation>1. &amp;Cipher</translation>
        </message>
        <message>
            <source>2. 恢复码</source>
            <translation>2. Recovery code</translation>
        </message>
        <message>
            <source>3. 纸上第 {n} 组</source>
            <translation>3. Group {n} on the paper</translation>
        </message>
        <message>
            <source>4. 您的登录口令(&amp;P)</source>
            <translation>4. Your sign-in &amp;password</translation>
        </message>
        <message>
            <source>8 组，每组 5 个字符</source>
            <translation>8 groups of 5 characters</translation>
        </message>
        <message>
            <source>AES-256-GCM（国际通用，推荐）</source>
            <translation>AES-256-GCM (international, recommended)</translation>
        </message>
        <message>
            <source>PDF 文件 (*.pdf)</source>
            <translation>PDF files (*.pdf)</translation>
        </message>
        <message>
            <source>SM4-GCM（国密）</source>
            <translation>SM4-GCM (Chinese national standard)</translation>
        </message>
        <message>
            <source>{field}：{why}。</source>
            <translation>{field}: {why}.</translation>
        </message>
        <message>
            <source>{what}。</source>
            <translation>{what}.</translation>
        </message>
        <message>
            <source>上一次更换密钥还没有做完</source>
            <translation>The last change of keys is not finished yet</translation>
        </message>
        <message>
            <source>不再让 {name} 打开保密柜？</source>
            <translation>Stop {name} from opening the vault?</translation>
        </message>
        <message>
            <source>不是电话号码</source>
            <translation>not a phone number</translation>
        </message>
        <message>
            <source>不是这种证件的号码写法</source>
            <translation>not how a number of this document is written</translation>
        </message>
        <message>
            <source>为 {name} 发一个传递码。密钥由您的口令打开，再用传递码封好；谁也不需要知道别人的口令。</source>
            <translation>Issue a transfer code for {name}. Your password opens the key, and the transfer code seals it again; nobody needs to know another's password.</translation>
        </message>
        <message>
            <source>产权人</source>
            <translation>owner</translation>
        </message>
        <message>
            <source>人员</source>
            <translation>People</translation>
        </message>
        <message>
            <source>人员信息没有保存</source>
            <translation>The person was not saved</translation>
        </message>
        <message>
            <source>他已经看过的收不回来；有人调离时，收回之后请再「更换密钥」。</source>
            <translation>What was already seen cannot be taken back; when somebody leaves, also use “Change key” afterwards.</translation>
        </message>
        <message>
            <source>传递码</source>
            <translation>Transfer code</translation>
        </message>
        <message>
            <source>传递码(&amp;R)</source>
            <translation>T&amp;ransfer code</translation>
        </message>
        <message>
            <source>传递码已发给 {name}，等本人输入。</source>
            <translation>A transfer code was issued for {name}, who has yet to enter it.</translation>
        </message>
        <message>
            <source>传递码已过期</source>
            <translation>The transfer code has expired</translation>
        </message>
        <message>
            <source>传递码待输入</source>
            <translation>transfer code not entered yet</translation>
        </message>
        <message>
            <source>传递码还没有输入</source>
            <translation>The transfer code has not been entered yet</translation>
        </message>
        <message>
            <source>位数不对</source>
            <translation>wrong number of characters</translation>
        </message>
        <message>
            <source>住户</source>
            <translation>resident</translation>
        </message>
        <message>
            <source>例如：核对产权证，至少 4 个字</source>
            <translation>e.g. checking a title deed; at least 4 characters</translation>
        </message>
        <message>
            <source>保存后即封存：列表里只显示遮蔽的样子，查看明文要写用途。</source>
            <translation>Once saved it is sealed: lists show it masked, and seeing it in clear needs a purpose.</translation>
        </message>
        <message>
            <source>保存恢复码打印页</source>
            <translation>Save the recovery sheet</translation>
        </message>
        <message>
            <source>保密柜</source>
            <translation>Vault</translation>
        </message>
        <message>
            <source>保密柜封存姓名、证件号码和电话：库文件、备份、导出和日志里都没有明文，查看明文要写用途并留下记录。</source>
            <translation>The vault seals names, ID numbers and phones: store files, backups, exports and logs hold none in clear; seeing one needs a purpose and leaves a record.</translation>
        </message>
        <message>
            <source>保密柜已建立。请选中同事的账号，点「开通账号」。</source>
            <translation>The vault is made. Select a colleague's account and click “Let in”.</translation>
        </message>
        <message>
            <source>保密柜开通情况</source>
            <translation>Who opens the vault</translation>
        </message>
        <message>
            <source>保密柜恢复码.pdf</source>
            <translation>vault-recovery-code.pdf</translation>
        </message>
        <message>
            <source>保密柜是关着的</source>
            <translation>The vault is closed</translation>
        </message>
        <message>
            <source>保密柜是另一个账号打开的</source>
            <translation>Another account opened the vault</translation>
        </message>
        <message>
            <source>保密柜没有打开</source>
            <translation>The vault did not open</translation>
        </message>
        <message>
            <source>保密柜的密钥已经更换，手上的是旧密钥</source>
            <translation>The vault's key has been changed; this is the old one</translation>
        </message>
        <message>
            <source>关系</source>
            <translation>Relation</translation>
        </message>
        <message>
            <source>关系(&amp;K)</source>
            <translation>Relation (&amp;K)</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>其他证件</source>
            <translation>other document</translation>
        </message>
        <message>
            <source>出生日期不存在，或晚于今天</source>
            <translation>the date of birth does not exist, or is in the future</translation>
        </message>
        <message>
            <source>制作恢复码打印页</source>
            <translation>Make the recovery sheet</translation>
        </message>
        <message>
            <source>前两位不是这种证件的地区代码</source>
            <translation>the first two digits are no region of this document</translation>
        </message>
        <message>
            <source>取消(&amp;C)</source>
            <translation>&amp;Cancel</translation>
        </message>
        <message>
            <source>口令不对，或这个账号还不能打开保密柜</source>
            <translation>Wrong password, or this account cannot open the vault yet</translation>
        </message>
        <message>
            <source>口令全部遗失，或库是从备份恢复的：启封恢复码，逐组输入。启封会记入操作日志。</source>
            <translation>When every password is lost, or the store was restored from a backup: open the envelope and type the code group by group. This goes on the operation log.</translation>
        </message>
        <message>
            <source>台湾居民来往大陆通行证</source>
            <translation>Mainland travel permit for Taiwan residents</translation>
        </message>
        <message>
            <source>启封缘由(&amp;W)</source>
            <translation>&amp;Why the envelope is opened</translation>
        </message>
        <message>
            <source>复制(&amp;Y)</source>
            <translation>Cop&amp;y</translation>
        </message>
        <message>
            <source>外国人永久居留身份证</source>
            <translation>Foreign permanent resident ID card</translation>
        </message>
        <message>
            <source>姓名</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>姓名(&amp;N)</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>姓名里有数字，是否填错了栏</source>
            <translation>there is a digit in the name; wrong field?</translation>
        </message>
        <message>
            <source>存成 PDF(&amp;S)…</source>
            <translation>&amp;Save as PDF…</translation>
        </message>
        <message>
            <source>密钥已更换，重新封存 {n} 人；旧的恢复码作废，请销毁。其他账号要重新开通。</source>
            <translation>The key was changed and {n} people sealed anew. The old recovery code is void: destroy it. Other accounts must be let in again.</translation>
        </message>
        <message>
            <source>密钥由 {who} 于 {at} 建立，算法 {cipher}；封存人员 {n} 人。</source>
            <translation>Key made by {who} on {at}, cipher {cipher}; {n} people under seal.</translation>
        </message>
        <message>
            <source>居民身份证</source>
            <translation>Resident ID card</translation>
        </message>
        <message>
            <source>居民身份证（15 位）</source>
            <translation>Resident ID card (15 digits)</translation>
        </message>
        <message>
            <source>已存到 {file}。请打印两份；这个文件等同于钥匙，不要留着。</source>
            <translation>Saved to {file}. Print both pages; this file is as good as the key, do not keep it.</translation>
        </message>
        <message>
            <source>已封存，开柜后可见</source>
            <translation>sealed; open the vault to see</translation>
        </message>
        <message>
            <source>已开通，今后用您的口令打开保密柜。</source>
            <translation>You are let in; from now on your password opens the vault.</translation>
        </message>
        <message>
            <source>已开通，凭口令打开</source>
            <translation>opens by password</translation>
        </message>
        <message>
            <source>已录入并封存。</source>
            <translation>Entered and sealed.</translation>
        </message>
        <message>
            <source>已打开，今后用您的口令即可。恢复码已启封，请尽快「更换密钥」并封存新的。</source>
            <translation>Opened; from now on your password will do. The envelope is open: change the key soon and seal the new code.</translation>
        </message>
        <message>
            <source>已收回 {name}。</source>
            <translation>{name} was shut out.</translation>
        </message>
        <message>
            <source>已更正并重新封存。</source>
            <translation>Corrected and sealed anew.</translation>
        </message>
        <message>
            <source>已经交给本人(&amp;S)</source>
            <translation>Handed over in per&amp;son</translation>
        </message>
        <message>
            <source>已送打印机，两页各一份。</source>
            <translation>Sent to the printer, two pages.</translation>
        </message>
        <message>
            <source>已遮蔽</source>
            <translation>masked</translation>
        </message>
        <message>
            <source>已销毁</source>
            <translation>destroyed</translation>
        </message>
        <message>
            <source>已销毁，不能恢复；此前的备份里仍有，请按备份保管期限一并销毁。</source>
            <translation>Destroyed for good. Earlier backups still hold it: destroy them by their own rule.</translation>
        </message>
        <message>
            <source>应为 8 组、每组 5 个字符</source>
            <translation>There should be 8 groups of 5 characters</translation>
        </message>
        <message>
            <source>建立保密柜</source>
            <translation>Make the vault</translation>
        </message>
        <message>
            <source>建立保密柜(&amp;M)…</source>
            <translation>&amp;Make the vault…</translation>
        </message>
        <message>
            <source>开柜</source>
            <translation>Open the vault</translation>
        </message>
        <message>
            <source>开柜(&amp;O)…</source>
            <translation>&amp;Open the vault…</translation>
        </message>
        <message>
            <source>开通账号</source>
            <translation>Let an account in</translation>
        </message>
        <message>
            <source>开通账号(&amp;G)…</source>
            <translation>Let in (&amp;G)…</translation>
        </message>
        <message>
            <source>录入(&amp;N)…</source>
            <translation>E&amp;nter…</translation>
        </message>
        <message>
            <source>录入人员</source>
            <translation>Enter a person</translation>
        </message>
        <message>
            <source>恢复码(&amp;R)</source>
            <translation>&amp;Recovery code</translation>
        </message>
        <message>
            <source>恢复码只在这里出现一次，库里不存。口令全部遗失时，只有它能打开人员信息：请打印两份，分装两个信封封存，再从纸上把两组抄回来。</source>
            <translation>The recovery code appears only here and is kept nowhere. When every password is lost it alone opens the people's data: print both pages, seal them in two envelopes, then type two groups back from the paper.</translation>
        </message>
        <message>
            <source>恢复码或传递码还差 {n} 个字符</source>
            <translation>{n} characters of the code are still missing</translation>
        </message>
        <message>
            <source>恢复码的 PDF 文件没有删掉，请自己删除：{file}</source>
            <translation>The PDF with the recovery code could not be removed; remove it yourself: {file}</translation>
        </message>
        <message>
            <source>您的登录口令(&amp;P)</source>
            <translation>Your sign-in &amp;password</translation>
        </message>
        <message>
            <source>打印两份(&amp;R)…</source>
            <translation>P&amp;rint both pages…</translation>
        </message>
        <message>
            <source>打开保密柜</source>
            <translation>Open the vault</translation>
        </message>
        <message>
            <source>把还在旧密钥下的人员信息重新封存到新密钥下；可以中途停下，以后再继续。</source>
            <translation>Seals people still under the old key under the new one; it may be stopped and continued later.</translation>
        </message>
        <message>
            <source>护照</source>
            <translation>Passport</translation>
        </message>
        <message>
            <source>按号码自动判断</source>
            <translation>Tell by the number</translation>
        </message>
        <message>
            <source>收回</source>
            <translation>Shut out</translation>
        </message>
        <message>
            <source>收回(&amp;W)</source>
            <translation>Shut out (&amp;W)</translation>
        </message>
        <message>
            <source>收回(&amp;W)…</source>
            <translation>Shut out (&amp;W)…</translation>
        </message>
        <message>
            <source>收回账号</source>
            <translation>Shut an account out</translation>
        </message>
        <message>
            <source>更换密钥</source>
            <translation>Change the key</translation>
        </message>
        <message>
            <source>更换密钥(&amp;X)…</source>
            <translation>Change key (&amp;X)…</translation>
        </message>
        <message>
            <source>更换密钥还没有做完，还剩 {n} 人在旧密钥下。</source>
            <translation> The change of keys is not finished: {n} people are still under the old key.</translation>
        </message>
        <message>
            <source>更正(&amp;E)…</source>
            <translation>Corr&amp;ect…</translation>
        </message>
        <message>
            <source>更正人员</source>
            <translation>Correct a person</translation>
        </message>
        <message>
            <source>有姓名里不会出现的符号</source>
            <translation>contains a sign that no name has</translation>
        </message>
        <message>
            <source>未开通</source>
            <translation>not let in</translation>
        </message>
        <message>
            <source>末位校验码不符，有数字写错</source>
            <translation>the check digit does not fit; a digit is wrong</translation>
        </message>
        <message>
            <source>本库已有保密柜</source>
            <translation>This store already has a vault</translation>
        </message>
        <message>
            <source>本库还没有保密柜</source>
            <translation>This store has no vault yet</translation>
        </message>
        <message>
            <source>查看(&amp;F)</source>
            <translation>&amp;Field</translation>
        </message>
        <message>
            <source>查看明文</source>
            <translation>See in clear</translation>
        </message>
        <message>
            <source>查看明文(&amp;V)…</source>
            <translation>See in clear (&amp;V)…</translation>
        </message>
        <message>
            <source>没有从纸上正确抄回恢复码，密钥没有建立</source>
            <translation>The code was not copied back rightly from the paper; no key was made</translation>
        </message>
        <message>
            <source>没有写明启封的缘由，至少 4 个字</source>
            <translation>No reason for opening the envelope was given (at least 4 characters)</translation>
        </message>
        <message>
            <source>没有写明用途，至少 4 个字</source>
            <translation>No purpose was given (at least 4 characters)</translation>
        </message>
        <message>
            <source>没有填写</source>
            <translation>nothing was filled in</translation>
        </message>
        <message>
            <source>没有登记人员</source>
            <translation>No people registered</translation>
        </message>
        <message>
            <source>没有等待这个账号输入的传递码</source>
            <translation>No transfer code waits for this account</translation>
        </message>
        <message>
            <source>没有输入口令</source>
            <translation>No password was typed</translation>
        </message>
        <message>
            <source>港澳台居民居住证</source>
            <translation>Residence permit for Hong Kong, Macao and Taiwan residents</translation>
        </message>
        <message>
            <source>港澳居民来往内地通行证</source>
            <translation>Mainland travel permit for Hong Kong and Macao residents</translation>
        </message>
        <message>
            <source>点「建立保密柜」；请先准备好打印机和两个信封。</source>
            <translation>Click “Make the vault”; have a printer and two envelopes ready.</translation>
        </message>
        <message>
            <source>点「录入」登记申请人、联系人或产权人。</source>
            <translation>Click “Enter” to register an applicant, contact or owner.</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>用恢复码打开(&amp;Y)…</source>
            <translation>Open from paper (&amp;Y)…</translation>
        </message>
        <message>
            <source>用恢复码打开保密柜</source>
            <translation>Open the vault with the recovery code</translation>
        </message>
        <message>
            <source>用途(&amp;W)</source>
            <translation>Purpose (&amp;W)</translation>
        </message>
        <message>
            <source>用途会连同账号、时间永久记入操作日志；只写办什么事，不写是谁。</source>
            <translation>The purpose stays on the operation log for ever, with account and time; say what for, not who.</translation>
        </message>
        <message>
            <source>用途里写了姓名、证件号码或电话，日志会永久保留它</source>
            <translation>The purpose holds a name, ID number or phone, and the log would keep it for ever</translation>
        </message>
        <message>
            <source>申请人</source>
            <translation>applicant</translation>
        </message>
        <message>
            <source>电话</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>电话(&amp;P)</source>
            <translation>&amp;Phone</translation>
        </message>
        <message>
            <source>第 {group} 组有误</source>
            <translation>Group {group} is mistyped</translation>
        </message>
        <message>
            <source>第 {n} 组与纸上的不同，请看着纸重新输入。</source>
            <translation>Group {n} differs from the paper; type it again from the paper.</translation>
        </message>
        <message>
            <source>系统管理员交给您的传递码，与您自己的登录口令一起输入；以后凭口令打开。</source>
            <translation>Type the transfer code that the administrator gave you together with your own sign-in password; later the password opens the vault.</translation>
        </message>
        <message>
            <source>纸已打印好，建成后删除 PDF 文件(&amp;D)</source>
            <translation>The paper is printed; &amp;delete the PDF when done</translation>
        </message>
        <message>
            <source>继续更换(&amp;J)…</source>
            <translation>Continue the change (&amp;J)…</translation>
        </message>
        <message>
            <source>继续更换密钥</source>
            <translation>Continue the change of keys</translation>
        </message>
        <message>
            <source>联系人</source>
            <translation>contact</translation>
        </message>
        <message>
            <source>自</source>
            <translation>Since</translation>
        </message>
        <message>
            <source>记录被改动、损坏或调换，封印不符</source>
            <translation>The record was altered, damaged or exchanged; its seal is broken</translation>
        </message>
        <message>
            <source>记录被改动或损坏</source>
            <translation>altered or damaged</translation>
        </message>
        <message>
            <source>证件号码</source>
            <translation>ID number</translation>
        </message>
        <message>
            <source>证件号码(&amp;I)</source>
            <translation>&amp;ID number</translation>
        </message>
        <message>
            <source>证件种类(&amp;T)</source>
            <translation>Documen&amp;t</translation>
        </message>
        <message>
            <source>请不要使用这条记录，并联系系统管理员核对操作日志。</source>
            <translation>Do not use this record; ask the administrator to check the operation log.</translation>
        </message>
        <message>
            <source>请先点「继续更换」，做完再换新的。</source>
            <translation>Click “Continue the change” first and finish it.</translation>
        </message>
        <message>
            <source>请先用口令打开保密柜。</source>
            <translation>Open the vault with your password first.</translation>
        </message>
        <message>
            <source>请先让另一个账号开通，再收回这个账号的。</source>
            <translation>Let another account in first, then shut this one out.</translation>
        </message>
        <message>
            <source>请只写办什么事，不写是谁。</source>
            <translation>Say only what for, not who.</translation>
        </message>
        <message>
            <source>请在终端里重新运行；这次打印的作废。</source>
            <translation>Run it again in a terminal; what was printed this time is void.</translation>
        </message>
        <message>
            <source>请对照纸上的字符重新输入；不分大小写，空格和横线可省。</source>
            <translation>Compare with the paper and type it again; case, blanks and dashes do not matter.</translation>
        </message>
        <message>
            <source>请对照证件原件改正后重试。</source>
            <translation>Compare with the original document, correct it and try again.</translation>
        </message>
        <message>
            <source>请当面交给 {name}，只显示这一次，{days} 天内有效。{name} 用自己的账号登录，在「系统 › 保密柜」点「输入传递码」，与自己的口令一起输入；之后凭口令打开，传递码随即作废。</source>
            <translation>Hand it to {name} in person; it is shown only once and good for {days} days. {name} signs in with their own account and enters it with their own password under System › Vault › Enter transfer code; from then on the password opens the vault and the code is void.</translation>
        </message>
        <message>
            <source>请改正后重试。</source>
            <translation>Correct it and try again.</translation>
        </message>
        <message>
            <source>请核对口令；口令被重设过的，请系统管理员重新发传递码。</source>
            <translation>Check the password; if it was reset, ask the administrator for a new transfer code.</translation>
        </message>
        <message>
            <source>请核对是不是本库、最近一次打印的那一份。</source>
            <translation>Check that it is this store's paper, and the latest one.</translation>
        </message>
        <message>
            <source>请系统管理员在「系统 › 保密柜」建立。</source>
            <translation>Ask the administrator to make it under System › Vault.</translation>
        </message>
        <message>
            <source>请系统管理员建立；在此之前不能录入人员信息。</source>
            <translation>Ask the administrator to make it; until then no person can be entered.</translation>
        </message>
        <message>
            <source>请系统管理员重新发一个传递码。</source>
            <translation>Ask the administrator for a new transfer code.</translation>
        </message>
        <message>
            <source>请联系系统管理员。</source>
            <translation>Ask the administrator.</translation>
        </message>
        <message>
            <source>请输入系统管理员交给您的传递码。</source>
            <translation>Enter the transfer code that the administrator gave you.</translation>
        </message>
        <message>
            <source>请重新打开；打不开的，请系统管理员发新的传递码。</source>
            <translation>Open it again; if it does not open, ask the administrator for a new transfer code.</translation>
        </message>
        <message>
            <source>读取人员</source>
            <translation>Read people</translation>
        </message>
        <message>
            <source>读取保密柜</source>
            <translation>Read the vault</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>输入传递码</source>
            <translation>Enter transfer code</translation>
        </message>
        <message>
            <source>输入传递码(&amp;T)…</source>
            <translation>Enter &amp;transfer code…</translation>
        </message>
        <message>
            <source>输入您的登录口令；锁屏、换人或退出时自动关柜。</source>
            <translation>Type your sign-in password; the vault closes by itself when the window is locked, the user changes or the program ends.</translation>
        </message>
        <message>
            <source>过长，最多 50 个字</source>
            <translation>too long, at most 50 characters</translation>
        </message>
        <message>
            <source>还没有保密柜</source>
            <translation>No vault yet</translation>
        </message>
        <message>
            <source>这个人的信息已经销毁</source>
            <translation>What was kept of this person was destroyed</translation>
        </message>
        <message>
            <source>这个码打不开本库的保密柜</source>
            <translation>This code does not open this store's vault</translation>
        </message>
        <message>
            <source>这是最后一个能打开保密柜的账号</source>
            <translation>This is the last account that opens the vault</translation>
        </message>
        <message>
            <source>选了证件种类，没有填号码</source>
            <translation>a document was chosen, but no number filled in</translation>
        </message>
        <message>
            <source>重新封存</source>
            <translation>Seal anew</translation>
        </message>
        <message>
            <source>销毁(&amp;D)…</source>
            <translation>&amp;Destroy…</translation>
        </message>
        <message>
            <source>销毁人员信息</source>
            <translation>Destroy a person's data</translation>
        </message>
        <message>
            <source>销毁后不能恢复。</source>
            <translation>What was destroyed cannot be brought back.</translation>
        </message>
        <message>
            <source>需要新密钥时，请用「更换密钥」。</source>
            <translation>Use “Change key” when a new key is needed.</translation>
        </message>
        <message>
            <source>（账号已停用，请收回）</source>
            <translation>(account closed; shut it out)</translation>
        </message>
    </context>
    <context>
        <name>handover</name>
        <message>
            <source>PDF 文件 (*.pdf);;Excel 工作簿 (*.xlsx)</source>
            <translation>PDF file (*.pdf);;Excel workbook (*.xlsx)</translation>
        </message>
        <message>
            <source>{giver} 移交给 {receiver}，{at} 由 {by} 发起；{state}。事由：{reason}</source>
            <translation>{giver} hands over to {receiver}, offered {at} by {by}; {state}. Reason: {reason}</translation>
        </message>
        <message>
            <source>{item}（能办理：{who}）</source>
            <translation>{item} (could be done by {who})</translation>
        </message>
        <message>
            <source>{kind} {n} 件</source>
            <translation>{n} × {kind}</translation>
        </message>
        <message>
            <source>{name}（{login}）</source>
            <translation>{name} ({login})</translation>
        </message>
        <message>
            <source>{name}（{login}）— {n} 件办不了</source>
            <translation>{name} ({login}) — cannot do {n}</translation>
        </message>
        <message>
            <source>{who} 没有未办结的事项。</source>
            <translation>{who} has nothing open.</translation>
        </message>
        <message>
            <source>{who} 移交的事项</source>
            <translation>Cases from {who}</translation>
        </message>
        <message>
            <source>{who} 负责：{counts}。</source>
            <translation>{who} answers for: {counts}.</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>{why}：{named}。</source>
            <translation>{why}: {named}.</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>事由与答复</source>
            <translation>Reason and answer</translation>
        </message>
        <message>
            <source>事项</source>
            <translation>Case</translation>
        </message>
        <message>
            <source>事项(&amp;I)</source>
            <translation>Cases (&amp;I)</translation>
        </message>
        <message>
            <source>二维码清单，未入库</source>
            <translation>QR list, not taken in</translation>
        </message>
        <message>
            <source>交接</source>
            <translation>Handovers</translation>
        </message>
        <message>
            <source>交接没有发起</source>
            <translation>Nothing was offered</translation>
        </message>
        <message>
            <source>交接清单</source>
            <translation>Handover list</translation>
        </message>
        <message>
            <source>交接清单(&amp;P)…</source>
            <translation>&amp;Print list…</translation>
        </message>
        <message>
            <source>交接清单已写入 {file}，共 {n} 件。</source>
            <translation>The list was written to {file}: {n} cases.</translation>
        </message>
        <message>
            <source>人员离岗时，选好上面的事项，按“移交”。</source>
            <translation>When somebody leaves, select cases above and press “Hand over”.</translation>
        </message>
        <message>
            <source>件数</source>
            <translation>Cases</translation>
        </message>
        <message>
            <source>例如：调离、离岗，必填</source>
            <translation>Such as: transferred, leaving; required</translation>
        </message>
        <message>
            <source>全部 {n} 件</source>
            <translation>All {n}</translation>
        </message>
        <message>
            <source>全部类别</source>
            <translation>All kinds</translation>
        </message>
        <message>
            <source>写交接清单</source>
            <translation>Writing the handover list</translation>
        </message>
        <message>
            <source>制牌批次</source>
            <translation>Plate batch</translation>
        </message>
        <message>
            <source>区域</source>
            <translation>Area</translation>
        </message>
        <message>
            <source>原由 {who} 经办</source>
            <translation>begun by {who}</translation>
        </message>
        <message>
            <source>发起交接</source>
            <translation>Hand over</translation>
        </message>
        <message>
            <source>发起交接(&amp;H)</source>
            <translation>&amp;Hand over</translation>
        </message>
        <message>
            <source>发起时间</source>
            <translation>Offered</translation>
        </message>
        <message>
            <source>地址清单，未入库</source>
            <translation>Address list, not taken in</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>导入清单</source>
            <translation>Imported list</translation>
        </message>
        <message>
            <source>已出图，未校验</source>
            <translation>Drawn, not verified</translation>
        </message>
        <message>
            <source>已发出，未收齐</source>
            <translation>Out, not all back</translation>
        </message>
        <message>
            <source>已发起交接，共 {n} 件；对方接收后转移。</source>
            <translation>{n} cases offered; they move when accepted.</translation>
        </message>
        <message>
            <source>已接收 {n} 件。</source>
            <translation>{n} cases accepted.</translation>
        </message>
        <message>
            <source>已接收 {n} 件；{left} 件没有转移，原因见清单备注。</source>
            <translation>{n} cases accepted; {left} did not move, see the notes in the list.</translation>
        </message>
        <message>
            <source>已撤回，事项仍由移交人负责。</source>
            <translation>Withdrawn; the giver goes on answering.</translation>
        </message>
        <message>
            <source>已谢绝，事项仍由移交人负责。</source>
            <translation>Refused; the giver goes on answering.</translation>
        </message>
        <message>
            <source>待办事项</source>
            <translation>Open cases</translation>
        </message>
        <message>
            <source>待答复的交接</source>
            <translation>Offer to be answered</translation>
        </message>
        <message>
            <source>把 {who} 负责的事项交给别人。对方接收之前仍由原负责人办理；以前的记录不改名。</source>
            <translation>Hands what {who} answers for to somebody else. Until it is accepted nothing changes; names in earlier records stay.</translation>
        </message>
        <message>
            <source>接收(&amp;A)</source>
            <translation>&amp;Accept</translation>
        </message>
        <message>
            <source>接收人</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>接收人(&amp;T)</source>
            <translation>&amp;To</translation>
        </message>
        <message>
            <source>接收人已没有办理权限</source>
            <translation>Receiver may no longer do it</translation>
        </message>
        <message>
            <source>接收人的角色和范围办不了 {n} 件：{named}……</source>
            <translation>The receiver's roles do not cover {n}: {named}…</translation>
        </message>
        <message>
            <source>接收人的角色和范围办不了这些事项</source>
            <translation>The receiver's roles do not cover these cases</translation>
        </message>
        <message>
            <source>接收人的角色和范围办不了：{named}。</source>
            <translation>The receiver's roles do not cover: {named}.</translation>
        </message>
        <message>
            <source>接收前已办结</source>
            <translation>Finished before</translation>
        </message>
        <message>
            <source>接收前已由他人负责</source>
            <translation>Taken by somebody else before</translation>
        </message>
        <message>
            <source>撤回(&amp;W)</source>
            <translation>&amp;Withdraw</translation>
        </message>
        <message>
            <source>数据问题</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>有 {n} 份交接等您答复，请选中它，按“查看与答复”。</source>
            <translation>{n} offers wait for your answer: select one and press “Look and answer”.</translation>
        </message>
        <message>
            <source>来源与去向</source>
            <translation>From and to</translation>
        </message>
        <message>
            <source>查看与答复(&amp;O)…</source>
            <translation>L&amp;ook and answer…</translation>
        </message>
        <message>
            <source>校验不符</source>
            <translation>Failed verification</translation>
        </message>
        <message>
            <source>检查包</source>
            <translation>Inspection package</translation>
        </message>
        <message>
            <source>检查表 {n} 张</source>
            <translation>{n} forms</translation>
        </message>
        <message>
            <source>没有可以移交的事项（已在移交中的不能重复移交）</source>
            <translation>There is nothing to hand over (what is on offer cannot be offered again)</translation>
        </message>
        <message>
            <source>没有未办结的事项</source>
            <translation>Nothing open</translation>
        </message>
        <message>
            <source>没有需要移交的事项时，可以直接停用账号。</source>
            <translation>An account with nothing to hand over can be closed at once.</translation>
        </message>
        <message>
            <source>清单锁定，未出图</source>
            <translation>List locked, not drawn</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>申请、清单、批次、检查包和分派的问题办结之前都会列在这里。</source>
            <translation>Applications, lists, batches, packages and assigned problems stand here until they are done.</translation>
        </message>
        <message>
            <source>移交(&amp;T)…</source>
            <translation>Hand over (&amp;T)…</translation>
        </message>
        <message>
            <source>移交中，等 {who} 接收</source>
            <translation>offered, waiting for {who}</translation>
        </message>
        <message>
            <source>移交人</source>
            <translation>Giver</translation>
        </message>
        <message>
            <source>移交人与接收人是同一个账号</source>
            <translation>Giver and receiver are the same account</translation>
        </message>
        <message>
            <source>移交的事项</source>
            <translation>Offered cases</translation>
        </message>
        <message>
            <source>答复(&amp;R)</source>
            <translation>Answe&amp;r</translation>
        </message>
        <message>
            <source>答复交接</source>
            <translation>Answering an offer</translation>
        </message>
        <message>
            <source>答复：{answer}</source>
            <translation>Answer: {answer}</translation>
        </message>
        <message>
            <source>类别</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>编号申请</source>
            <translation>Application</translation>
        </message>
        <message>
            <source>请另选接收人。</source>
            <translation>Choose somebody else.</translation>
        </message>
        <message>
            <source>请把这些事项单独交给能办理的人，或请系统管理员先调整接收人的角色。</source>
            <translation>Offer these to somebody who can do them, or have the administrator change the receiver's roles first.</translation>
        </message>
        <message>
            <source>请按 F5 刷新后重新选择。</source>
            <translation>Refresh with F5 and choose again.</translation>
        </message>
        <message>
            <source>请按提示改正后重试。</source>
            <translation>Correct it and try again.</translation>
        </message>
        <message>
            <source>请等对方答复，或先撤回那一份交接。</source>
            <translation>Wait for the answer, or withdraw that offer first.</translation>
        </message>
        <message>
            <source>读取交接</source>
            <translation>Reading the offer</translation>
        </message>
        <message>
            <source>读取待办事项</source>
            <translation>Reading open cases</translation>
        </message>
        <message>
            <source>读取接收人</source>
            <translation>Reading receivers</translation>
        </message>
        <message>
            <source>谁负责(&amp;Q)</source>
            <translation>Whose (&amp;Q)</translation>
        </message>
        <message>
            <source>谢绝(&amp;D)</source>
            <translation>&amp;Decline</translation>
        </message>
        <message>
            <source>谢绝要写明理由，记入操作日志</source>
            <translation>Declining needs a reason; it goes into the log</translation>
        </message>
        <message>
            <source>账号交接</source>
            <translation>Handing over</translation>
        </message>
        <message>
            <source>账号交接清单</source>
            <translation>Handover list</translation>
        </message>
        <message>
            <source>起始</source>
            <translation>Since</translation>
        </message>
        <message>
            <source>还没有交接</source>
            <translation>No handovers yet</translation>
        </message>
        <message>
            <source>这些事项已在另一份交接中，等待答复</source>
            <translation>These cases are in another offer that waits for its answer</translation>
        </message>
        <message>
            <source>这些事项已经办结，或不由移交人负责</source>
            <translation>These cases are done, or not the giver's</translation>
        </message>
        <message>
            <source>选中的 {n} 件</source>
            <translation>The {n} selected</translation>
        </message>
        <message>
            <source>；{n} 件没有转移</source>
            <translation>; {n} did not move</translation>
        </message>
        <message>
            <source>；答复：{answer}</source>
            <translation>; answer: {answer}</translation>
        </message>
        <message>
            <source>{kind}「{title}」</source>
            <translation>{kind} “{title}”</translation>
        </message>
        <message>
            <source>下面是一个人负责的全部未办结事项，可整体或选中几件移交；对方接收后才转移，历史记录不改名。</source>
            <translation>Below is all unfinished work one person answers for. Hand over all of it or what is selected; it passes once it is accepted, and history keeps its names.</translation>
        </message>
        <message>
            <source>发起交接 — {name}</source>
            <translation>Offer a hand-over — {name}</translation>
        </message>
        <message>
            <source>答复交接 — {name}</source>
            <translation>Answer a hand-over — {name}</translation>
        </message>
        <message>
            <source>上次填写的交接已没有可移交的事项。</source>
            <translation>Nothing is left to hand over of the offer that was being filled in.</translation>
        </message>
    </context>
    <context>
        <name>standing</name>
        <message>
            <source>{name}（{login}）</source>
            <translation>{name} ({login})</translation>
        </message>
        <message>
            <source>{verdict}。</source>
            <translation>{verdict}.</translation>
        </message>
        <message>
            <source>{what}，现在不能审批、出文和发包，请第二人确认本机时间。</source>
            <translation>{what}; approvals, documents and packages wait until a second person confirms the clock.</translation>
        </message>
        <message>
            <source>与什么核对</source>
            <translation>Compared with</translation>
        </message>
        <message>
            <source>与什么核对过，例如：手机、电台报时，必填</source>
            <translation>Compared with what, such as a phone or the radio; required</translation>
        </message>
        <message>
            <source>例如：旧电脑损坏，必填，记入操作日志</source>
            <translation>Such as: the old computer broke; required, goes into the log</translation>
        </message>
        <message>
            <source>内容</source>
            <translation>Content</translation>
        </message>
        <message>
            <source>副本</source>
            <translation>a copy</translation>
        </message>
        <message>
            <source>原库</source>
            <translation>the original</translation>
        </message>
        <message>
            <source>口令(&amp;W)</source>
            <translation>Pass&amp;word</translation>
        </message>
        <message>
            <source>审批和文书要写日期。本机时间可疑时，这些操作先停下，由另一个人对照别的钟表确认。</source>
            <translation>Approvals and documents bear a date. While the clock is in doubt they wait until another person confirms it by another clock.</translation>
        </message>
        <message>
            <source>工作站</source>
            <translation>Workstation</translation>
        </message>
        <message>
            <source>已接管，从现在起以这里的库为准。</source>
            <translation>Taken over: from now on this store decides.</translation>
        </message>
        <message>
            <source>库文件被复制到别处打开时是副本，只能查询和起草。原库不再使用时，由一人接管，从此以这里为准。</source>
            <translation>A file copied elsewhere is a copy: it can be read and drafted in. When the original is no longer used, somebody takes the copy over.</translation>
        </message>
        <message>
            <source>库的归属</source>
            <translation>Where the store belongs</translation>
        </message>
        <message>
            <source>当时最近的记录</source>
            <translation>Newest entry then</translation>
        </message>
        <message>
            <source>接管</source>
            <translation>Taking over</translation>
        </message>
        <message>
            <source>接管(&amp;T)</source>
            <translation>&amp;Take over</translation>
        </message>
        <message>
            <source>接管(&amp;T)…</source>
            <translation>&amp;Take over…</translation>
        </message>
        <message>
            <source>接管…</source>
            <translation>Take over…</translation>
        </message>
        <message>
            <source>接管之后，以这里的库为准：{here}

原库从此停用：{there}
程序够不到那个文件，请您自己把它封存，不要再用它办理业务。两边都继续办，会发出重复的号码和门牌；原库在复制之后新办的内容不会自动过来。</source>
            <translation>From then on this store decides: {here}

The original is out of use: {there}
The program cannot reach that file; seal it yourself and work in it no more. Going on in both would give out the same numbers and plates twice. What was done there after copying does not come over by itself.</translation>
        </message>
        <message>
            <source>接管这个库</source>
            <translation>Take this store over</translation>
        </message>
        <message>
            <source>提出人</source>
            <translation>Asked by</translation>
        </message>
        <message>
            <source>时间无误(&amp;C)</source>
            <translation>The &amp;clock is right</translation>
        </message>
        <message>
            <source>本机时间</source>
            <translation>This clock</translation>
        </message>
        <message>
            <source>本机时间 {now}　　最近一条操作记录 {newest}</source>
            <translation>This clock {now}　　newest entry {newest}</translation>
        </message>
        <message>
            <source>本机时间已由第二人确认，可以继续办理。</source>
            <translation>A second person confirmed the clock; work may go on.</translation>
        </message>
        <message>
            <source>本机时间早于或远晚于最近的操作记录时，才需要第二人确认。</source>
            <translation>Needed only when the clock is before, or far after, the newest entry.</translation>
        </message>
        <message>
            <source>本机时间早于最近的操作记录（{newest}）</source>
            <translation>The clock is before the newest entry ({newest})</translation>
        </message>
        <message>
            <source>本机时间比最近的操作记录（{newest}）晚得太多</source>
            <translation>The clock is far after the newest entry ({newest})</translation>
        </message>
        <message>
            <source>本机时间没有疑问</source>
            <translation>The clock is believed</translation>
        </message>
        <message>
            <source>本机时间没有疑问，不需要确认。</source>
            <translation>The clock is believed; nothing to confirm.</translation>
        </message>
        <message>
            <source>核对方式(&amp;R)</source>
            <translation>Compa&amp;red with</translation>
        </message>
        <message>
            <source>现在的位置</source>
            <translation>Where it lies</translation>
        </message>
        <message>
            <source>登记时间</source>
            <translation>Registered at</translation>
        </message>
        <message>
            <source>登记的位置</source>
            <translation>Registered place</translation>
        </message>
        <message>
            <source>确认人</source>
            <translation>Confirmed by</translation>
        </message>
        <message>
            <source>确认时间…</source>
            <translation>Confirm clock…</translation>
        </message>
        <message>
            <source>确认本机时间</source>
            <translation>Confirming the clock</translation>
        </message>
        <message>
            <source>确认记录</source>
            <translation>Confirmations</translation>
        </message>
        <message>
            <source>程序，建库时</source>
            <translation>the program, when it was made</translation>
        </message>
        <message>
            <source>第二人(&amp;A)</source>
            <translation>Second person (&amp;A)</translation>
        </message>
        <message>
            <source>第二人确认(&amp;C)…</source>
            <translation>Second person &amp;confirms…</translation>
        </message>
        <message>
            <source>第二人确认本机时间</source>
            <translation>A second person confirms the clock</translation>
        </message>
        <message>
            <source>第几次登记</source>
            <translation>Registration no.</translation>
        </message>
        <message>
            <source>请另一位同事（审批人或系统管理员）用手机等别的钟表核对：本机时间是 {clock}。核对无误后由他选择自己的账号、输入自己的口令；您的登录不受影响。时间不对时请取消，先把本机时间调准。</source>
            <translation>Let a colleague (chief or administrator) compare with a phone or another clock: this machine says {clock}. If it is right he chooses his own account and types his own password; you stay signed in. If it is wrong, cancel and set the clock first.</translation>
        </message>
        <message>
            <source>请由经办、审批人或系统管理员接管。</source>
            <translation>A clerk, chief or administrator may take it over.</translation>
        </message>
        <message>
            <source>读取库的归属与时间</source>
            <translation>Reading place and clock</translation>
        </message>
        <message>
            <source>读取账号</source>
            <translation>Reading accounts</translation>
        </message>
        <message>
            <source>谁登记的</source>
            <translation>Registered by</translation>
        </message>
        <message>
            <source>身份</source>
            <translation>It is</translation>
        </message>
        <message>
            <source>还没有登记归属</source>
            <translation>not registered yet</translation>
        </message>
        <message>
            <source>还没有确认过</source>
            <translation>Never confirmed yet</translation>
        </message>
        <message>
            <source>这个库在服务器上，一律以服务器的时间为准，不看本机时间。</source>
            <translation>The store is on a server, whose time rules; this clock does not matter.</translation>
        </message>
        <message>
            <source>这个库就在它登记的位置，不需要接管。</source>
            <translation>The store lies where it belongs; nothing to take over.</translation>
        </message>
        <message>
            <source>这个账号没有口令</source>
            <translation>This account has no password</translation>
        </message>
        <message>
            <source>这是 {place} 的副本。</source>
            <translation>This is a copy of {place}.</translation>
        </message>
        <message>
            <source>这是副本，只能起草</source>
            <translation>a copy, for drafts only</translation>
        </message>
        <message>
            <source>这是副本：原库在 {place}。这里只能查询和起草，不能审批、领号、制作正式门牌、发检查包。</source>
            <translation>This is a copy; the original is at {place}. Here one can read and draft, not approve, take numbers, make production plates or send packages.</translation>
        </message>
        <message>
            <source>这里就是原库。</source>
            <translation>This is the original.</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Item</translation>
        </message>
        <message>
            <source>查看交接…</source>
            <translation>See offers…</translation>
        </message>
        <message>
            <source>有 {n} 份账号交接等您答复，答复之前仍由移交人负责。</source>
            <translation>{n} handovers wait for your answer; until then the giver answers.</translation>
        </message>
        <message>
            <source>练习库</source>
            <translation>Practice register</translation>
        </message>
        <message>
            <source>这是练习库：可以放心试，做出的门牌都盖着样张字样，不能挂到墙上。</source>
            <translation>This is the practice register: try anything; its plates bear the word sample and cannot be mounted.</translation>
        </message>
    </context>
    <context>
        <name>attachments</name>
        <message>
            <source>照片</source>
            <translation>Photo</translation>
        </message>
        <message>
            <source>图片</source>
            <translation>Picture</translation>
        </message>
        <message>
            <source>扫描图</source>
            <translation>Scanned picture</translation>
        </message>
        <message>
            <source>PDF 文件</source>
            <translation>PDF file</translation>
        </message>
        <message>
            <source>Word 文档</source>
            <translation>Word document</translation>
        </message>
        <message>
            <source>Excel 表格</source>
            <translation>Excel workbook</translation>
        </message>
        <message>
            <source>OFD 公文</source>
            <translation>OFD document</translation>
        </message>
        <message>
            <source>现场照片</source>
            <translation>Site photo</translation>
        </message>
        <message>
            <source>扫描件</source>
            <translation>Scan</translation>
        </message>
        <message>
            <source>图纸</source>
            <translation>Drawing</translation>
        </message>
        <message>
            <source>其他材料</source>
            <translation>Other material</translation>
        </message>
        <message>
            <source>保存原件</source>
            <translation>Original kept</translation>
        </message>
        <message>
            <source>保存工作件</source>
            <translation>Working copy kept</translation>
        </message>
        <message>
            <source>内容已清除</source>
            <translation>Content wiped</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>地名</source>
            <translation>Place name</translation>
        </message>
        <message>
            <source>申请</source>
            <translation>Application</translation>
        </message>
        <message>
            <source>门牌</source>
            <translation>Plate</translation>
        </message>
        <message>
            <source>制牌批次</source>
            <translation>Plate batch</translation>
        </message>
        <message>
            <source>导入批次</source>
            <translation>Import batch</translation>
        </message>
        <message>
            <source>问题</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>检查表</source>
            <translation>Inspection form</translation>
        </message>
        <message>
            <source>文件是空的</source>
            <translation>the file is empty</translation>
        </message>
        <message>
            <source>这是程序，不是材料</source>
            <translation>this is a program, not a document</translation>
        </message>
        <message>
            <source>文档里有宏或嵌入的程序</source>
            <translation>the document holds macros or embedded programs</translation>
        </message>
        <message>
            <source>这是苹果手机的 HEIC 照片，其他电脑打不开</source>
            <translation>this is an HEIC photo of an iPhone, which other computers cannot open</translation>
        </message>
        <message>
            <source>这是旧版 Office 文件，里面可以藏有宏</source>
            <translation>this is a file of an old Office, in which macros can hide</translation>
        </message>
        <message>
            <source>不是照片、PDF、OFD、Word（.docx）或 Excel（.xlsx）文件</source>
            <translation>not a photo, PDF, OFD, Word (.docx) or Excel (.xlsx) file</translation>
        </message>
        <message>
            <source>文件超过允许的大小</source>
            <translation>the file is larger than allowed</translation>
        </message>
        <message>
            <source>图片的像素过多，可能是恶意文件</source>
            <translation>the picture has too many pixels; it may be malicious</translation>
        </message>
        <message>
            <source>图片已损坏，读不出来</source>
            <translation>the picture is damaged and cannot be read</translation>
        </message>
        <message>
            <source>文件读不出来</source>
            <translation>the file cannot be read</translation>
        </message>
        <message>
            <source>读取期间文件被改动</source>
            <translation>the file changed while it was read</translation>
        </message>
        <message>
            <source>内容已按规定清除</source>
            <translation>the content was wiped by rule</translation>
        </message>
        <message>
            <source>按设置没有保存原件，只有工作件</source>
            <translation>by the settings the original was not kept, only the working copy</translation>
        </message>
        <message>
            <source>存放处找不到它的内容</source>
            <translation>its content is missing where it was kept</translation>
        </message>
        <message>
            <source>内容与收下时的校验值不符，已被改动或损坏</source>
            <translation>the content does not match the checksum it was taken with; it was altered or damaged</translation>
        </message>
        <message>
            <source>请在手机相机设置中选「兼容性最佳」，或另存为 JPEG 后再添加。</source>
            <translation>Choose “Most Compatible” in the phone's camera settings, or save it as JPEG, then add it.</translation>
        </message>
        <message>
            <source>请另存为不含宏的 .docx、.xlsx，或导出为 PDF 后再添加。</source>
            <translation>Save it as .docx or .xlsx without macros, or export it as PDF, then add it.</translation>
        </message>
        <message>
            <source>请另存为 .docx、.xlsx，或导出为 PDF 后再添加。</source>
            <translation>Save it as .docx or .xlsx, or export it as PDF, then add it.</translation>
        </message>
        <message>
            <source>请压缩或拆分文件，或由系统管理员调大「附件大小上限」。</source>
            <translation>Make the file smaller or split it, or have an administrator raise the largest size of attached files.</translation>
        </message>
        <message>
            <source>请等文件保存完毕后再添加。</source>
            <translation>Wait until the file has been saved, then add it.</translation>
        </message>
        <message>
            <source>这份材料不能恢复，需要时请重新收取。</source>
            <translation>It cannot be restored; ask for it again if needed.</translation>
        </message>
        <message>
            <source>请改为导出工作件。</source>
            <translation>Export the working copy instead.</translation>
        </message>
        <message>
            <source>请从备份中取回，或重新添加同一个文件。</source>
            <translation>Take it from a backup, or add the same file again.</translation>
        </message>
        <message>
            <source>请换一个文件后重试。</source>
            <translation>Try again with another file.</translation>
        </message>
        <message>
            <source>（{detail}）</source>
            <translation> ({detail})</translation>
        </message>
        <message>
            <source>附件不能使用</source>
            <translation>The file cannot be used</translation>
        </message>
        <message>
            <source>「{name}」：{why}{detail}。</source>
            <translation>“{name}”: {why}{detail}.</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>共 {files} 个文件，占用 {size}；按近 90 天每月增加 {month}</source>
            <translation>{files} files use {size}; growing by {month} a month over the last 90 days</translation>
        </message>
        <message>
            <source>{used}。</source>
            <translation>{used}.</translation>
        </message>
        <message>
            <source>{used}；磁盘剩余 {free}。</source>
            <translation>{used}; {free} free on the disk.</translation>
        </message>
        <message>
            <source>{used}；磁盘剩余 {free}，约 {days} 天后用完。</source>
            <translation>{used}; {free} free on the disk, full in about {days} days.</translation>
        </message>
        <message>
            <source>读取附件</source>
            <translation>Reading attached files</translation>
        </message>
        <message>
            <source>预览</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>导出附件</source>
            <translation>Export attached file</translation>
        </message>
        <message>
            <source>核对附件</source>
            <translation>Check attached files</translation>
        </message>
        <message>
            <source>清除附件内容</source>
            <translation>Wipe an attached file</translation>
        </message>
        <message>
            <source>添加附件</source>
            <translation>Attach files</translation>
        </message>
        <message>
            <source>正在读取…</source>
            <translation>Reading…</translation>
        </message>
        <message>
            <source>这类文件不能预览，可以导出后打开。</source>
            <translation>Files of this kind cannot be previewed; export it to open it.</translation>
        </message>
        <message>
            <source>{name}：{value}</source>
            <translation>{name}: {value}</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>类型</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>大小</source>
            <translation>Size</translation>
        </message>
        <message>
            <source>属于</source>
            <translation>Belongs to</translation>
        </message>
        <message>
            <source>用途</source>
            <translation>Purpose</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>原件</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>拍摄时间</source>
            <translation>Taken</translation>
        </message>
        <message>
            <source>拍摄位置</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>设备</source>
            <translation>Camera</translation>
        </message>
        <message>
            <source>添加</source>
            <translation>Added</translation>
        </message>
        <message>
            <source>校验值</source>
            <translation>Checksum</translation>
        </message>
        <message>
            <source>东经 {lon}，北纬 {lat}（{datum}）</source>
            <translation>{lon} E, {lat} N ({datum})</translation>
        </message>
        <message>
            <source>导出文件(&amp;E)…</source>
            <translation>&amp;Export file…</translation>
        </message>
        <message>
            <source>核对内容(&amp;K)</source>
            <translation>Chec&amp;k contents</translation>
        </message>
        <message>
            <source>清除内容(&amp;W)…</source>
            <translation>&amp;Wipe content…</translation>
        </message>
        <message>
            <source>附件清单</source>
            <translation>List of attached files</translation>
        </message>
        <message>
            <source>照片保存工作件，原件按设置保留；内容与收下时的校验值核对。</source>
            <translation>Of photos a working copy is kept, originals as the settings say; contents are compared with the checksums they were taken with.</translation>
        </message>
        <message>
            <source>还没有附件</source>
            <translation>No attached files yet</translation>
        </message>
        <message>
            <source>在地址、申请或问题旁添加的照片和材料会列在这里。</source>
            <translation>Photos and documents added beside an address, an application or a problem are listed here.</translation>
        </message>
        <message>
            <source>全部类型</source>
            <translation>All kinds</translation>
        </message>
        <message>
            <source>只列出最近的 {n} 个，共 {count} 个。</source>
            <translation> Only the newest {n} of {count} are listed.</translation>
        </message>
        <message>
            <source>选中一个附件，在这里预览。</source>
            <translation>Select a file to preview it here.</translation>
        </message>
        <message>
            <source>已导出 {file}</source>
            <translation>Exported {file}</translation>
        </message>
        <message>
            <source>核对完毕：每个附件的内容都在，与收下时一致。</source>
            <translation>Checked: every content is there and as it was taken.</translation>
        </message>
        <message>
            <source>清理了 {n} 个无人使用的残留文件。</source>
            <translation> {n} leftover files were removed.</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>{found}。{advice}</source>
            <translation>{found}. {advice}</translation>
        </message>
        <message>
            <source>「{name}」的内容将永久清除，不能恢复；清单里留下一行记录。备份里的副本不受影响。请写明事由。</source>
            <translation>The content of “{name}” will be wiped for good and cannot be restored; a line remains in the list. Copies in backups are not touched. Please state why.</translation>
        </message>
        <message>
            <source>清除(&amp;O)</source>
            <translation>Wi&amp;pe</translation>
        </message>
        <message>
            <source>必填，记入操作日志</source>
            <translation>Required; goes into the operation log</translation>
        </message>
        <message>
            <source>已清除一个附件的内容</source>
            <translation>The content of one file was wiped</translation>
        </message>
        <message>
            <source>（已清除）</source>
            <translation>(wiped)</translation>
        </message>
        <message>
            <source>大小 KB</source>
            <translation>Size KB</translation>
        </message>
        <message>
            <source>添加人</source>
            <translation>Added by</translation>
        </message>
        <message>
            <source>添加时间</source>
            <translation>Added at</translation>
        </message>
        <message>
            <source>照片和材料 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.pdf *.ofd *.docx *.xlsx)</source>
            <translation>Photos and documents (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.pdf *.ofd *.docx *.xlsx)</translation>
        </message>
        <message>
            <source>添加附件(&amp;T)…</source>
            <translation>A&amp;ttach files…</translation>
        </message>
        <message>
            <source>附件</source>
            <translation>Attached files</translation>
        </message>
        <message>
            <source>还没有附件，可把照片和材料拖到这里。</source>
            <translation>No attached files yet; drop photos and documents here.</translation>
        </message>
        <message>
            <source>已添加 {n} 个附件</source>
            <translation>{n} files attached</translation>
        </message>
        <message>
            <source>另有 {n} 个文件没有收下。</source>
            <translation>{n} more files were not taken.</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
    </context>
    <context>
        <name>address_desk</name>
        <message>
            <source>人员信息 — {address}</source>
            <translation>Persons — {address}</translation>
        </message>
        <message>
            <source>附件 — {address}</source>
            <translation>Files — {address}</translation>
        </message>
    </context>
    <context>
        <name>blocks</name>
        <message>
            <source>PDF 文件 (*.pdf)</source>
            <translation>PDF files (*.pdf)</translation>
        </message>
        <message>
            <source>{address}楼盘表</source>
            <translation>Table of {address}</translation>
        </message>
        <message>
            <source>{address}，{state}</source>
            <translation>{address}, {state}</translation>
        </message>
        <message>
            <source>{address}：{why}</source>
            <translation>{address}: {why}</translation>
        </message>
        <message>
            <source>{field}「{text}」：{why}。</source>
            <translation>{field} “{text}”: {why}.</translation>
        </message>
        <message>
            <source>{field}：{why}。</source>
            <translation>{field}: {why}.</translation>
        </message>
        <message>
            <source>{name}：{state}</source>
            <translation>{name}: {state}</translation>
        </message>
        <message>
            <source>{n} 层</source>
            <translation>Floor {n}</translation>
        </message>
        <message>
            <source>{state} {n}</source>
            <translation>{state} {n}</translation>
        </message>
        <message>
            <source>{层}{序} 是楼层和户的序号；{序2} 补足两位，{字母} 用 A、B…，还可用 {幢}{梯}</source>
            <translation>{层}{序} are the floor and the position; {序2} has two digits, {字母} is A, B…; {幢}{梯} may be used too</translation>
        </message>
        <message>
            <source>……另有 {n} 个</source>
            <translation>… and {n} more</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>「{address}」已注销或合并，号码不再发放</source>
            <translation>{address} was cancelled or merged; its number is not issued again</translation>
        </message>
        <message>
            <source>「{address}」登记在另一个社区，请在它下面生成</source>
            <translation>{address} lies in another community; please generate under it</translation>
        </message>
        <message>
            <source>上一幢（Alt+↑）</source>
            <translation>Previous building (Alt+↑)</translation>
        </message>
        <message>
            <source>上一级「{address}」已停用</source>
            <translation>{address} above it is suspended</translation>
        </message>
        <message>
            <source>上一级不生成：「{address}」</source>
            <translation>The one above is not made: {address}</translation>
        </message>
        <message>
            <source>下一幢（Alt+↓）</source>
            <translation>Next building (Alt+↓)</translation>
        </message>
        <message>
            <source>不生成</source>
            <translation>Not made</translation>
        </message>
        <message>
            <source>不生成的地址</source>
            <translation>Addresses that are not made</translation>
        </message>
        <message>
            <source>主窗口已转到「{text}」。</source>
            <translation>The main window has gone to “{text}”.</translation>
        </message>
        <message>
            <source>事由(&amp;E)</source>
            <translation>R&amp;eason</translation>
        </message>
        <message>
            <source>例外</source>
            <translation>Exceptions</translation>
        </message>
        <message>
            <source>例外第 {n} 行的{column}</source>
            <translation>{column} in line {n} of the exceptions</translation>
        </message>
        <message>
            <source>例外（后面的行优先）：</source>
            <translation>Exceptions (a later line wins):</translation>
        </message>
        <message>
            <source>例：{floor} 层第 {n} 户 → {number}室</source>
            <translation>E.g. floor {floor}, position {n} → {number}室</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>all</translation>
        </message>
        <message>
            <source>共 {whole}</source>
            <translation>{whole} in all</translation>
        </message>
        <message>
            <source>内容</source>
            <translation>Value</translation>
        </message>
        <message>
            <source>删除这一行(&amp;D)</source>
            <translation>&amp;Delete line</translation>
        </message>
        <message>
            <source>只生成 {n} 个楼栋，没有梯位和户室</source>
            <translation>Only {n} buildings, without stairs and rooms</translation>
        </message>
        <message>
            <source>可以用「批量生成」按楼层和户数一次建好。</source>
            <translation>Use “Generate” to make floors and rooms in one go.</translation>
        </message>
        <message>
            <source>合格</source>
            <translation>Passed</translation>
        </message>
        <message>
            <source>同一幢各梯的房号接着排(&amp;C)</source>
            <translation>Numbers run on from stair to stair (&amp;C)</translation>
        </message>
        <message>
            <source>同一户已登记为「{address}」（梯位或层不同）</source>
            <translation>The same room is registered as {address} (with another stair or floor)</translation>
        </message>
        <message>
            <source>哪几户，空为全部</source>
            <translation>Which rooms; empty is all</translation>
        </message>
        <message>
            <source>在左边填写楼栋、梯位、楼层和户数</source>
            <translation>Fill in buildings, stairs, floors and rooms on the left</translation>
        </message>
        <message>
            <source>地下 {n} 层</source>
            <translation>Basement {n}</translation>
        </message>
        <message>
            <source>复式占上层</source>
            <translation>Duplex</translation>
        </message>
        <message>
            <source>如 1-6、A栋；没有就留空</source>
            <translation>E.g. 1-6, A栋; empty for none</translation>
        </message>
        <message>
            <source>如 101、103A、105~108</source>
            <translation>E.g. 101, 103A, 105~108</translation>
        </message>
        <message>
            <source>如 1~18；地下写 -2~18 或 负一</source>
            <translation>E.g. 1~18; below ground -2~18 or 负一</translation>
        </message>
        <message>
            <source>已写入 {file}，共 {n} 页</source>
            <translation>Written to {file}, {n} pages</translation>
        </message>
        <message>
            <source>已复制 {n} 条</source>
            <translation>{n} copied</translation>
        </message>
        <message>
            <source>已有，不改动</source>
            <translation>There already</translation>
        </message>
        <message>
            <source>已生成 {made} 个地址（草稿）；已有 {there} 个未改动，{refused} 个没有生成。</source>
            <translation>{made} addresses made as drafts; {there} were there already, {refused} were not made.</translation>
        </message>
        <message>
            <source>建立「层」这一级(&amp;L)</source>
            <translation>Make a level of f&amp;loors</translation>
        </message>
        <message>
            <source>情况</source>
            <translation>Case</translation>
        </message>
        <message>
            <source>户数改为</source>
            <translation>Rooms</translation>
        </message>
        <message>
            <source>房号列出</source>
            <translation>Listed</translation>
        </message>
        <message>
            <source>房号样式</source>
            <translation>Form of numbers</translation>
        </message>
        <message>
            <source>房号样式(&amp;R)</source>
            <translation>Number fo&amp;rm</translation>
        </message>
        <message>
            <source>打印(&amp;P)…</source>
            <translation>&amp;Print…</translation>
        </message>
        <message>
            <source>打印楼盘表</source>
            <translation>Print the table</translation>
        </message>
        <message>
            <source>批量生成 — {address}</source>
            <translation>Generate — {address}</translation>
        </message>
        <message>
            <source>批量生成(&amp;G)…</source>
            <translation>&amp;Generate…</translation>
        </message>
        <message>
            <source>批量生成地址</source>
            <translation>Generate addresses</translation>
        </message>
        <message>
            <source>批量生成楼栋户室</source>
            <translation>Buildings and rooms generated</translation>
        </message>
        <message>
            <source>挂接位置</source>
            <translation>Place to hang under</translation>
        </message>
        <message>
            <source>新建</source>
            <translation>New</translation>
        </message>
        <message>
            <source>显示(&amp;V)：</source>
            <translation>Sho&amp;w:</translation>
        </message>
        <message>
            <source>有不合格项</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>未抽查</source>
            <translation>Not inspected</translation>
        </message>
        <message>
            <source>本区的编号规则要求楼层、户号连续（N12）。请确认楼里确实没有跳过的层和户。</source>
            <translation>The district's rules want floors and rooms numbered without gaps (N12). Please make sure the building really lacks those that are skipped.</translation>
        </message>
        <message>
            <source>梯位</source>
            <translation>Stairs</translation>
        </message>
        <message>
            <source>梯位(&amp;T)</source>
            <translation>S&amp;tairs</translation>
        </message>
        <message>
            <source>检查中</source>
            <translation>Being inspected</translation>
        </message>
        <message>
            <source>检查验收</source>
            <translation>Inspection</translation>
        </message>
        <message>
            <source>楼层</source>
            <translation>Floors</translation>
        </message>
        <message>
            <source>楼层(&amp;F)</source>
            <translation>&amp;Floors</translation>
        </message>
        <message>
            <source>楼层不详</source>
            <translation>Unknown floor</translation>
        </message>
        <message>
            <source>楼栋</source>
            <translation>Buildings</translation>
        </message>
        <message>
            <source>楼栋(&amp;B)</source>
            <translation>&amp;Buildings</translation>
        </message>
        <message>
            <source>楼栋(&amp;B)：</source>
            <translation>&amp;Building:</translation>
        </message>
        <message>
            <source>楼盘表</source>
            <translation>Building table</translation>
        </message>
        <message>
            <source>楼盘表 — {address}</source>
            <translation>Building table — {address}</translation>
        </message>
        <message>
            <source>每层户数</source>
            <translation>Rooms on a floor</translation>
        </message>
        <message>
            <source>每层户数(&amp;N)</source>
            <translation>Rooms o&amp;n a floor</translation>
        </message>
        <message>
            <source>每幢的梯位，如 1-2；没有就留空</source>
            <translation>Of each building, e.g. 1-2; empty for none</translation>
        </message>
        <message>
            <source>每梯户数，如 3</source>
            <translation>Rooms of a stair, e.g. 3</translation>
        </message>
        <message>
            <source>没有住户</source>
            <translation>No rooms</translation>
        </message>
        <message>
            <source>没有的层号，如 4、13、14、24</source>
            <translation>Numbers no floor has, e.g. 4, 13, 14, 24</translation>
        </message>
        <message>
            <source>没有的户序号，如 4</source>
            <translation>Positions no room has, e.g. 4</translation>
        </message>
        <message>
            <source>没有门牌</source>
            <translation>No plate</translation>
        </message>
        <message>
            <source>沿街店面</source>
            <translation>Shops</translation>
        </message>
        <message>
            <source>法律状态</source>
            <translation>Legal state</translation>
        </message>
        <message>
            <source>添加例外(&amp;A)</source>
            <translation>&amp;Add exception</translation>
        </message>
        <message>
            <source>点这里选中一列</source>
            <translation>Click to select a column</translation>
        </message>
        <message>
            <source>点这里选中一层</source>
            <translation>Click to select a floor</translation>
        </message>
        <message>
            <source>点这里选中全部「{state}」</source>
            <translation>Click to select all “{state}”</translation>
        </message>
        <message>
            <source>生成 {n} 个(&amp;G)</source>
            <translation>&amp;Generate {n}</translation>
        </message>
        <message>
            <source>生成 {n} 个，{m} 个不生成(&amp;G)</source>
            <translation>&amp;Generate {n}, {m} not made</translation>
        </message>
        <message>
            <source>生成(&amp;G)</source>
            <translation>&amp;Generate</translation>
        </message>
        <message>
            <source>生成内容</source>
            <translation>The block</translation>
        </message>
        <message>
            <source>生成预览</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>纸张，横放</source>
            <translation>Paper, across</translation>
        </message>
        <message>
            <source>结果不一致</source>
            <translation>Conflicting</translation>
        </message>
        <message>
            <source>请先选中一个门牌、楼栋、户室或小区。</source>
            <translation>Please select a number, a building, a room or a compound first.</translation>
        </message>
        <message>
            <source>请先选中要在下面生成的门牌、楼栋、梯位或小区。</source>
            <translation>Please select the number, building, stair or compound to generate under first.</translation>
        </message>
        <message>
            <source>读取楼栋</source>
            <translation>Read the buildings</translation>
        </message>
        <message>
            <source>读取楼盘表</source>
            <translation>Read the building table</translation>
        </message>
        <message>
            <source>赋码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>跳过户号(&amp;K)</source>
            <translation>S&amp;kip rooms</translation>
        </message>
        <message>
            <source>跳过楼层(&amp;S)</source>
            <translation>&amp;Skip floors</translation>
        </message>
        <message>
            <source>跳过的户序号</source>
            <translation>Rooms skipped</translation>
        </message>
        <message>
            <source>跳过的楼层</source>
            <translation>Floors skipped</translation>
        </message>
        <message>
            <source>这幢楼下面还没有梯位和户室</source>
            <translation>This building has no stairs or rooms yet</translation>
        </message>
        <message>
            <source>这里刚刚有别人的改动，没有生成；预览已按现在的情况更新，请再核对一遍。</source>
            <translation>Somebody changed something here just now, so nothing was made; the preview shows how it stands. Please check it again.</translation>
        </message>
        <message>
            <source>这里逐格显示将要生成的地址；没有确认之前不写入。</source>
            <translation>Here every address to be made is shown; nothing is written before you confirm.</translation>
        </message>
        <message>
            <source>选中 {n} / {whole}</source>
            <translation>{n} of {whole} selected</translation>
        </message>
        <message>
            <source>门牌</source>
            <translation>Plate</translation>
        </message>
        <message>
            <source>间数，或房号如 S01~S06</source>
            <translation>How many, or numbers such as S01~S06</translation>
        </message>
        <message>
            <source>预览生成结果</source>
            <translation>Preview the block</translation>
        </message>
        <message>
            <source>楼盘表(&amp;L)…</source>
            <translation>Bui&amp;lding table…</translation>
        </message>
        <message>
            <source>批量生成(&amp;N)…</source>
            <translation>Ge&amp;nerate…</translation>
        </message>
        <message>
            <source>存在状态(&amp;X)</source>
            <translation>E&amp;xistence</translation>
        </message>
        <message>
            <source>这个地址已作废，没有楼盘表</source>
            <translation>This address was thrown away; it has no table</translation>
        </message>
        <message>
            <source>可在「楼栋」里选别的；这个号还要用的，请在上级下面重新新增。</source>
            <translation>Choose another one under Building; if the number is needed again, add it anew below its parent.</translation>
        </message>
        <message>
            <source>这里没有楼栋</source>
            <translation>There is no building here</translation>
        </message>
        <message>
            <source>可以用「批量生成」一次建好。</source>
            <translation>Generate makes them at once.</translation>
        </message>
        <message>
            <source>这些地址还没有生成。填写的内容要留着吗？</source>
            <translation>These addresses have not been generated yet. Keep what you typed?</translation>
        </message>
        <message>
            <source>没有生成；填写的内容留着，从 编辑 → 未完成的填写 可以接着填。</source>
            <translation>Nothing was generated; what you typed is kept: go on from Edit → Unfinished forms.</translation>
        </message>
    </context>
    <context>
        <name>marks</name>
        <message>
            <source>候</source>
            <translation>Wt</translation>
        </message>
        <message>
            <source>停</source>
            <translation>Su</translation>
        </message>
        <message>
            <source>到</source>
            <translation>Rc</translation>
        </message>
        <message>
            <source>制</source>
            <translation>Mk</translation>
        </message>
        <message>
            <source>单</source>
            <translation>Li</translation>
        </message>
        <message>
            <source>发</source>
            <translation>Is</translation>
        </message>
        <message>
            <source>变</source>
            <translation>Ch</translation>
        </message>
        <message>
            <source>合</source>
            <translation>Ok</translation>
        </message>
        <message>
            <source>否</source>
            <translation>No</translation>
        </message>
        <message>
            <source>审</source>
            <translation>Re</translation>
        </message>
        <message>
            <source>并</source>
            <translation>Mg</translation>
        </message>
        <message>
            <source>废</source>
            <translation>Vd</translation>
        </message>
        <message>
            <source>异</source>
            <translation>Cf</translation>
        </message>
        <message>
            <source>待</source>
            <translation>To</translation>
        </message>
        <message>
            <source>批</source>
            <translation>Ap</translation>
        </message>
        <message>
            <source>拒</source>
            <translation>Rf</translation>
        </message>
        <message>
            <source>损</source>
            <translation>Dm</translation>
        </message>
        <message>
            <source>换</source>
            <translation>Rp</translation>
        </message>
        <message>
            <source>新</source>
            <translation>+</translation>
        </message>
        <message>
            <source>无</source>
            <translation>–</translation>
        </message>
        <message>
            <source>有</source>
            <translation>=</translation>
        </message>
        <message>
            <source>未</source>
            <translation>–</translation>
        </message>
        <message>
            <source>标</source>
            <translation>Ma</translation>
        </message>
        <message>
            <source>核</source>
            <translation>Ve</translation>
        </message>
        <message>
            <source>申</source>
            <translation>Rq</translation>
        </message>
        <message>
            <source>码</source>
            <translation>Cd</translation>
        </message>
        <message>
            <source>缺</source>
            <translation>Mi</translation>
        </message>
        <message>
            <source>草</source>
            <translation>Dr</translation>
        </message>
        <message>
            <source>补</source>
            <translation>Rm</translation>
        </message>
        <message>
            <source>装</source>
            <translation>Mo</translation>
        </message>
        <message>
            <source>销</source>
            <translation>Cn</translation>
        </message>
        <message>
            <source>错</source>
            <translation>Wr</translation>
        </message>
        <message>
            <source>验</source>
            <translation>Ac</translation>
        </message>
    </context>
    <context>
        <name>practice</name>
        <message>
            <source>练习库</source>
            <translation>Practice register</translation>
        </message>
        <message>
            <source>练习库是用随附样例建成的另一个库，账号不用口令，怎么改都不影响本单位的地址库。在里面做出的门牌都盖着样张字样。</source>
            <translation>The practice register is another one, made from the shipped sample. Its accounts have no passwords, and nothing done there touches your office's register. Its plates bear the word sample.</translation>
        </message>
        <message>
            <source>接着上次练习(&amp;O)</source>
            <translation>&amp;Open as it was left</translation>
        </message>
        <message>
            <source>重新开始(&amp;N)</source>
            <translation>Begin a&amp;new</translation>
        </message>
        <message>
            <source>建立练习库(&amp;N)</source>
            <translation>&amp;Make it</translation>
        </message>
        <message>
            <source>建立练习库</source>
            <translation>Making the practice register</translation>
        </message>
    </context>
    <context>
        <name>importing</name>
        <message>
            <source>共 {n} 批，其中 {waiting} 批已暂存、还没有入库。</source>
            <translation>{n} batches; {waiting} are staged and not in the register yet.</translation>
        </message>
        <message>
            <source>以往导入批次</source>
            <translation>Earlier imports</translation>
        </message>
        <message>
            <source>导入批次</source>
            <translation>Import batches</translation>
        </message>
        <message>
            <source>正在读取…</source>
            <translation>Reading…</translation>
        </message>
        <message>
            <source>没有读成。按回车再读一次。</source>
            <translation>It could not be read. Press Enter to read it once more.</translation>
        </message>
        <message>
            <source>打开这一批(&amp;O)</source>
            <translation>&amp;Open this batch</translation>
        </message>
        <message>
            <source>还没有导入过清单。</source>
            <translation>Nothing has been imported yet.</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>经办</source>
            <translation>By</translation>
        </message>
        <message>
            <source>来文</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>内容</source>
            <translation>Content</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>读入</source>
            <translation>Read</translation>
        </message>
        <message>
            <source>新增或更新</source>
            <translation>New or updated</translation>
        </message>
        <message>
            <source>未变</source>
            <translation>Unchanged</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>Refused</translation>
        </message>
        <message>
            <source>略过</source>
            <translation>Left out</translation>
        </message>
        <message>
            <source>1 选文件</source>
            <translation>1 Files</translation>
        </message>
        <message>
            <source>2 工作表</source>
            <translation>2 Sheets</translation>
        </message>
        <message>
            <source>3 列对应</source>
            <translation>3 Columns</translation>
        </message>
        <message>
            <source>4 检查修改</source>
            <translation>4 Check and mend</translation>
        </message>
        <message>
            <source>5 入库</source>
            <translation>5 Register</translation>
        </message>
        <message>
            <source>接着做(&amp;J)</source>
            <translation>&amp;Go on</translation>
        </message>
        <message>
            <source>重新开始(&amp;N)</source>
            <translation>Start &amp;anew</translation>
        </message>
        <message>
            <source>以往批次(&amp;L)…</source>
            <translation>Ear&amp;lier imports…</translation>
        </message>
        <message>
            <source>下载导入模板(&amp;T)</source>
            <translation>Download &amp;template</translation>
        </message>
        <message>
            <source>上一步(&amp;B)</source>
            <translation>&amp;Back</translation>
        </message>
        <message>
            <source>下一步(&amp;X)</source>
            <translation>Ne&amp;xt</translation>
        </message>
        <message>
            <source>再导入一批(&amp;M)</source>
            <translation>I&amp;mport another</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>暂存(&amp;X)</source>
            <translation>&amp;Stage</translation>
        </message>
        <message>
            <source>读取来文单位</source>
            <translation>Reading senders</translation>
        </message>
        <message>
            <source>查看文件</source>
            <translation>Looking into files</translation>
        </message>
        <message>
            <source>检查清单</source>
            <translation>Checking the list</translation>
        </message>
        <message>
            <source>暂存清单</source>
            <translation>Staging the list</translation>
        </message>
        <message>
            <source>清单入库</source>
            <translation>Bringing into the register</translation>
        </message>
        <message>
            <source>放弃暂存的清单</source>
            <translation>Giving up a staged list</translation>
        </message>
        <message>
            <source>查看能否撤回</source>
            <translation>Checking whether it can be taken back</translation>
        </message>
        <message>
            <source>撤回这一批</source>
            <translation>Take this batch back</translation>
        </message>
        <message>
            <source>读取导入批次</source>
            <translation>Reading batches</translation>
        </message>
        <message>
            <source>读取退回的行</source>
            <translation>Reading refused rows</translation>
        </message>
        <message>
            <source>写出退回清单</source>
            <translation>Writing refused rows</translation>
        </message>
        <message>
            <source>下载导入模板</source>
            <translation>Download template</translation>
        </message>
        <message>
            <source>结束读取</source>
            <translation>Ending the reader</translation>
        </message>
        <message>
            <source>「{file}」带入的 {n} 个地址将作废，号码放出。</source>
            <translation>{n} addresses brought by “{file}” become void and their numbers free. </translation>
        </message>
        <message>
            <source>不能整批撤回：{n} 个地址已有后续业务。先撤销这些业务，或对个别地址单独作废。</source>
            <translation>The batch cannot be taken back as a whole: {n} addresses are in use. Undo that first, or void single addresses.</translation>
        </message>
        <message>
            <source>{n} 个原有地址的侧别或楼层恢复原样。</source>
            <translation>{n} older addresses get their former side or floor back. </translation>
        </message>
        <message>
            <source>{n} 个新地名仍留在待批准列表里，请科长处理。</source>
            <translation>{n} new names stay in the list to be approved; the chief decides.</translation>
        </message>
        <message>
            <source>提交申请(&amp;W)</source>
            <translation>File an &amp;application</translation>
        </message>
        <message>
            <source>撤回「{file}」的申请已提交，等另一人审批；批准后再按一次撤回，这一批就撤回了。</source>
            <translation>The application to take {file} back is filed and waits for a second person; once it is approved, take the batch back again to finish.</translation>
        </message>
        <message>
            <source>「{file}」带入的地址都已不在，撤回后登记为已撤回。</source>
            <translation>No address that {file} brought is left; the batch will be marked as taken back.</translation>
        </message>
        <message>
            <source>涉及的地址占所在社区的比例较大，须由另一人审批：现在提交申请，批准后再按一次撤回。</source>
            <translation>So large a share of the community is concerned that a second person must approve: an application is filed now; once it is approved, take the batch back again.</translation>
        </message>
        <message>
            <source>撤回导入批次：{file}</source>
            <translation>Take back the import: {file}</translation>
        </message>
        <message>
            <source>为什么撤回，会记入日志</source>
            <translation>Why; it goes into the journal</translation>
        </message>
        <message>
            <source>撤回原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>已有后续业务的地址</source>
            <translation>Addresses in use</translation>
        </message>
        <message>
            <source>撤回(&amp;W)</source>
            <translation>&amp;Take back</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>情况</source>
            <translation>What happened</translation>
        </message>
        <message>
            <source>读入 {read} 行 ＝ 新增或更新 {accepted} ＋ 未变 {unchanged} ＋ 退回 {rejected} ＋ 略过 {skipped}</source>
            <translation>Read {read} rows = new or updated {accepted} + unchanged {unchanged} + refused {rejected} + left out {skipped}</translation>
        </message>
        <message>
            <source>选一类问题，填上正确写法一次全改；也可以在下面逐行改。不改的行会退回。</source>
            <translation>Choose a problem and write what is right, for all its rows at once; or mend row by row below. Rows left as they are will be refused.</translation>
        </message>
        <message>
            <source>同样的 {n} 处全部改(&amp;A)</source>
            <translation>Change &amp;all {n} alike</translation>
        </message>
        <message>
            <source>修改 {n} 处，涉及 {rows} 行</source>
            <translation>{n} corrections touching {rows} rows</translation>
        </message>
        <message>
            <source>库中没有的地名 {n} 个，入库后待科长批准：{names}</source>
            <translation>{n} names are new to the register and will wait for approval: {names}</translation>
        </message>
        <message>
            <source>　这一栏由来文单位提供，本系统不改动，请来文单位更正后重发。</source>
            <translation> This is the sender's and is not changed here; ask the sender for a corrected list.</translation>
        </message>
        <message>
            <source>问题，相同的合在一起</source>
            <translation>Problems, alike ones together</translation>
        </message>
        <message>
            <source>有这个问题的行</source>
            <translation>Rows with this problem</translation>
        </message>
        <message>
            <source>撤销上一处修改(&amp;Z)</source>
            <translation>&amp;Undo last correction</translation>
        </message>
        <message>
            <source>重新检查(&amp;R)</source>
            <translation>Check a&amp;gain</translation>
        </message>
        <message>
            <source>正确的写法</source>
            <translation>What is right</translation>
        </message>
        <message>
            <source>改为</source>
            <translation>Change to</translation>
        </message>
        <message>
            <source>有修改还没有复查；点「重新检查」或「暂存」就会复查。</source>
            <translation>Corrections have not been checked yet; “Check again” or “Stage” does it.</translation>
        </message>
        <message>
            <source>没有问题。点「暂存」把这批清单存好；入库之前还可以放弃。</source>
            <translation>No problems. “Stage” keeps the list; it can still be given up before it enters the register.</translation>
        </message>
        <message>
            <source>下面列出前 {n} 条，其余 {rest} 条在改完后再检查时列出。</source>
            <translation>The first {n} are listed; the other {rest} will be when these are mended and checked again.</translation>
        </message>
        <message>
            <source>把这 {n} 处展开成一个个地址(&amp;A)</source>
            <translation>Spre&amp;ad these {n} out into addresses</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>条数</source>
            <translation>Rows</translation>
        </message>
        <message>
            <source>类别</source>
            <translation>Class</translation>
        </message>
        <message>
            <source>栏目</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>读到的内容</source>
            <translation>Found</translation>
        </message>
        <message>
            <source>建议改为</source>
            <translation>Suggestion</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>文件</source>
            <translation>File</translation>
        </message>
        <message>
            <source>工作表</source>
            <translation>Sheet</translation>
        </message>
        <message>
            <source>行</source>
            <translation>Row</translation>
        </message>
        <message>
            <source>列</source>
            <translation>Col.</translation>
        </message>
        <message>
            <source>现在的内容（可改）</source>
            <translation>Now (may be typed over)</translation>
        </message>
        <message>
            <source>整行</source>
            <translation>Whole row</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>{row}（第{part}条）</source>
            <translation>{row} (no. {part})</translation>
        </message>
        <message>
            <source>由下级带出上级 {n} 个</source>
            <translation>{n} parents named by their children only</translation>
        </message>
        <message>
            <source>个人信息（不读取）</source>
            <translation>Personal data (not read)</translation>
        </message>
        <message>
            <source>把「101-108」「12至20号」和楼盘表逐一展开成地址(&amp;E)</source>
            <translation>Spr&amp;ead ranges (101-108) and floor plans out into addresses</translation>
        </message>
        <message>
            <source>被 Excel 变成日期的门牌（12月1日）按原意 12-1 读取(&amp;D)</source>
            <translation>Read numbers that Excel turned into &amp;dates as they were meant (12-1)</translation>
        </message>
        <message>
            <source>门牌「1-2号」是 1号之二，不是 1号到 2号(&amp;U)</source>
            <translation>N&amp;umber 1-2 is a suffix, not a range</translation>
        </message>
        <message>
            <source>列的对应</source>
            <translation>Meaning of columns</translation>
        </message>
        <message>
            <source>核对每一列的意思，认错了就改；不需要的列选「不导入」。</source>
            <translation>Check what each column means; leave out what is not needed. </translation>
        </message>
        <message>
            <source>（不导入）</source>
            <translation>(leave out)</translation>
        </message>
        <message>
            <source>文件里的列</source>
            <translation>Column in the file</translation>
        </message>
        <message>
            <source>列号</source>
            <translation>Letter</translation>
        </message>
        <message>
            <source>前几个内容</source>
            <translation>First texts</translation>
        </message>
        <message>
            <source>对应本系统的栏目</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>选中的都是楼盘表，不用对应列，直接看下一步。</source>
            <translation>All chosen sheets are floor plans; go on.</translation>
        </message>
        <message>
            <source>这种表头以前导入过，已按上次的对应填好。</source>
            <translation>These headings were imported before; filled in as last time.</translation>
        </message>
        <message>
            <source>清单 (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.htm *.html);;所有文件 (*)</source>
            <translation>Lists (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.htm *.html);;All files (*)</translation>
        </message>
        <message>
            <source>选择要导入的文件夹</source>
            <translation>Choose a folder to import</translation>
        </message>
        <message>
            <source>选择要导入的文件</source>
            <translation>Choose files to import</translation>
        </message>
        <message>
            <source>要导入的文件</source>
            <translation>Files to import</translation>
        </message>
        <message>
            <source>添加文件(&amp;A)…</source>
            <translation>&amp;Add files…</translation>
        </message>
        <message>
            <source>添加文件夹(&amp;F)…</source>
            <translation>Add &amp;folder…</translation>
        </message>
        <message>
            <source>移除(&amp;R)</source>
            <translation>&amp;Remove</translation>
        </message>
        <message>
            <source>来文单位用于识别它自造的字；不影响入库。</source>
            <translation>The sender tells what its private characters mean; nothing else depends on it.</translation>
        </message>
        <message>
            <source>把文件或文件夹拖到这里</source>
            <translation>Drop files or folders here</translation>
        </message>
        <message>
            <source>可以一次放多个：xlsx、xls、ods、csv、txt，或网页另存的表格</source>
            <translation>Several at once: xlsx, xls, ods, csv, txt or saved web tables</translation>
        </message>
        <message>
            <source>导入什么(&amp;K)</source>
            <translation>&amp;Kind</translation>
        </message>
        <message>
            <source>来文单位(&amp;S)</source>
            <translation>&amp;Sender</translation>
        </message>
        <message>
            <source>不清楚就留空</source>
            <translation>Leave empty if unknown</translation>
        </message>
        <message>
            <source>大小</source>
            <translation>Size</translation>
        </message>
        <message>
            <source>所在位置</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>文件夹</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>Excel 工作簿 (*.xlsx)</source>
            <translation>Excel workbook (*.xlsx)</translation>
        </message>
        <message>
            <source>带入的 {n} 个新地名仍在待批准列表里，请科长处理</source>
            <translation>the {n} new names it brought still wait for approval</translation>
        </message>
        <message>
            <source>入库(&amp;P)</source>
            <translation>&amp;Put into the register</translation>
        </message>
        <message>
            <source>放弃这一批(&amp;G)…</source>
            <translation>&amp;Give this batch up…</translation>
        </message>
        <message>
            <source>下载退回清单(&amp;D)…</source>
            <translation>&amp;Download refused rows…</translation>
        </message>
        <message>
            <source>撤回这一批(&amp;W)…</source>
            <translation>Take this batch back (&amp;W)…</translation>
        </message>
        <message>
            <source>退回的行</source>
            <translation>Refused rows</translation>
        </message>
        <message>
            <source>已替你保存好。入库由区民政局经办人在「以往批次」里完成。</source>
            <translation>It is kept. A clerk of the district brings it in from “Earlier imports”.</translation>
        </message>
        <message>
            <source>现在关掉窗口也不会丢：以后可以在「以往批次」里继续入库或放弃。</source>
            <translation>Nothing is lost when the window closes: go on from “Earlier imports”.</translation>
        </message>
        <message>
            <source>在没有人动过这批地址之前，可以整批撤回：地址作废，号码放出，可以重新导入。</source>
            <translation>As long as nobody used these addresses the batch can be taken back: they become void, their numbers free.</translation>
        </message>
        <message>
            <source>下载退回清单</source>
            <translation>Download refused rows</translation>
        </message>
        <message>
            <source>{n} 个新地名待科长批准</source>
            <translation>{n} new names wait for approval</translation>
        </message>
        <message>
            <source>退回原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>{file}-退回待改.xlsx</source>
            <translation>{file}-refused.xlsx</translation>
        </message>
        <message>
            <source>没有找到「{field}」一列</source>
            <translation>No column for “{field}”</translation>
        </message>
        <message>
            <source>有两列都对应「{field}」</source>
            <translation>Two columns mean “{field}”</translation>
        </message>
        <message>
            <source>没有认出表头，请在下面指定</source>
            <translation>No heading found; point it out below</translation>
        </message>
        <message>
            <source>工作表的前几行</source>
            <translation>First rows of the sheet</translation>
        </message>
        <message>
            <source>按此指定表头(&amp;H)</source>
            <translation>Use as &amp;heading</translation>
        </message>
        <message>
            <source>没有表头(&amp;O)</source>
            <translation>N&amp;o heading</translation>
        </message>
        <message>
            <source>自动识别(&amp;U)</source>
            <translation>A&amp;utomatic</translation>
        </message>
        <message>
            <source>勾选要读的工作表；表头认错了可以在下面指定。</source>
            <translation>Tick the sheets to read; correct the heading below if it is wrong. </translation>
        </message>
        <message>
            <source>有 {n} 个文件打不开，请回上一步移除，或修好后再来。</source>
            <translation>{n} files cannot be opened; go back and remove or mend them. </translation>
        </message>
        <message>
            <source>注意：内容完全相同的文件 {day} 已由 {who} 导入过。</source>
            <translation>Note: a file of the same content was imported on {day} by {who}.</translation>
        </message>
        <message>
            <source>清单</source>
            <translation>List</translation>
        </message>
        <message>
            <source>楼盘表</source>
            <translation>Floor plan</translation>
        </message>
        <message>
            <source>不明</source>
            <translation>Unknown</translation>
        </message>
        <message>
            <source>隐藏的工作表，不读</source>
            <translation>Hidden, not read</translation>
        </message>
        <message>
            <source>不读</source>
            <translation>Not read</translation>
        </message>
        <message>
            <source>表头从第</source>
            <translation>Heading from row</translation>
        </message>
        <message>
            <source>行起，共</source>
            <translation>over</translation>
        </message>
        <message>
            <source>形式</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>表头行</source>
            <translation>Heading</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Remark</translation>
        </message>
        <message>
            <source>（打不开）</source>
            <translation>(cannot be opened)</translation>
        </message>
        <message>
            <source>「{file}」打不开。请回上一步移除，或修好后再来。</source>
            <translation>“{file}” cannot be opened. Go back and remove it, or mend it.</translation>
        </message>
        <message>
            <source>没有选中要读的工作表。请勾选一张，或指定它的表头行。</source>
            <translation>No sheet is chosen. Tick one, or point out its heading.</translation>
        </message>
        <message>
            <source>没有认出「{sheet}」的表头。请选中它，指定表头行或「没有表头」。</source>
            <translation>No heading found in “{sheet}”. Select it and point out its heading, or “No heading”.</translation>
        </message>
        <message>
            <source>「{sheet}」里没有一列对应「{field}」，无法知道是哪个地址。</source>
            <translation>No column of “{sheet}” means “{field}”, so no address can be told.</translation>
        </message>
        <message>
            <source>「{sheet}」的「{one}」和「{other}」两列都对应「{field}」。</source>
            <translation>Columns “{one}” and “{other}” of “{sheet}” both mean “{field}”.</translation>
        </message>
        <message>
            <source>{title}：{what}{todo}</source>
            <translation>{title}: {what} {todo}</translation>
        </message>
        <message>
            <source>导入</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>放弃这一批</source>
            <translation>Give this batch up</translation>
        </message>
        <message>
            <source>放弃后这批清单不会入库；以后要导入须重新选文件。确定放弃吗？</source>
            <translation>The list will not enter the register; to import it later choose the file again. Give it up?</translation>
        </message>
        <message>
            <source>放弃(&amp;G)</source>
            <translation>&amp;Give up</translation>
        </message>
        <message>
            <source>上次的导入没有做完：{names}。</source>
            <translation>The last import was not finished: {names}.</translation>
        </message>
        <message>
            <source>{kind}导入模板.xlsx</source>
            <translation>{kind} template.xlsx</translation>
        </message>
        <message>
            <source>已暂存：{file}</source>
            <translation>Staged: {file}</translation>
        </message>
        <message>
            <source>已写入 {file}</source>
            <translation>Written to {file}</translation>
        </message>
        <message>
            <source>「{source}」带入的 {n} 个地址已有后续业务，例如 {address}：{why}。</source>
            <translation>{n} addresses brought by “{source}” are in use, such as {address}: {why}.</translation>
        </message>
        <message>
            <source>地址清单</source>
            <translation>Address list</translation>
        </message>
        <message>
            <source>公安二维码清单</source>
            <translation>Police QR list</translation>
        </message>
        <message>
            <source>已撤回</source>
            <translation>Taken back</translation>
        </message>
        <message>
            <source>已暂存，未入库</source>
            <translation>Staged, not in the register</translation>
        </message>
        <message>
            <source>已入库</source>
            <translation>In the register</translation>
        </message>
        <message>
            <source>已放弃</source>
            <translation>Given up</translation>
        </message>
        <message>
            <source>现在是「{state}」</source>
            <translation>now “{state}”</translation>
        </message>
        <message>
            <source>已经申请或取得编码</source>
            <translation>a code was requested or given</translation>
        </message>
        <message>
            <source>下面有后来增加的地址</source>
            <translation>addresses were added below</translation>
        </message>
        <message>
            <source>入库以后有人改过</source>
            <translation>changed since</translation>
        </message>
        <message>
            <source>挂有附件</source>
            <translation>has attachments</translation>
        </message>
        <message>
            <source>登记有人员</source>
            <translation>has persons</translation>
        </message>
        <message>
            <source>公安比对中有人认定过</source>
            <translation>was decided on in matching</translation>
        </message>
        <message>
            <source>这一批不能整批撤回</source>
            <translation>This batch cannot be taken back</translation>
        </message>
        <message>
            <source>先撤销这些后续业务，或者对个别地址单独作废。</source>
            <translation>Undo what followed first, or void single addresses.</translation>
        </message>
        <message>
            <source>导入 — {names}</source>
            <translation>Import — {names}</translation>
        </message>
        <message>
            <source>上次导入的文件已经不在原处，请重新选择文件。</source>
            <translation>The files of the last import are not where they were; please choose them again.</translation>
        </message>
        <message>
            <source>二维码批次不能整批撤回：编码和二维码由公安签发，一经入库即与地址一一对应；换码请走换码签批。</source>
            <translation>A batch of QR codes cannot be taken back: codes are issued by the police and belong to their address once they are in; exchange one by a signed exchange.</translation>
        </message>
        <message>
            <source>退回清单带有对应过的各列和来源行号；没有对应的列和个人信息不读入系统，请在原表里对照。</source>
            <translation>The list of refused rows has the columns that were matched and the rows they came from; columns without a match and personal data are never read in: compare with the original sheet.</translation>
        </message>
        <message>
            <source>撤回这一批 — {name}</source>
            <translation>Take back this batch — {name}</translation>
        </message>
        <message>
            <source>{file}：{n} 行待入库，入库时逐行核对，重复的、与库中不符的会退回。</source>
            <translation>{file}: {n} rows wait; each is checked as it goes in, and rows that repeat another or contradict the register are refused.</translation>
        </message>
        <message>
            <source>另有 {n} 行读取时已退回。</source>
            <translation> {n} more were refused while reading.</translation>
        </message>
        <message>
            <source>{file}：照刚才的检查，{n} 行可以入库，{rejected} 行会退回。</source>
            <translation>{file}: by the check just made, {n} rows can go in and {rejected} will be refused.</translation>
        </message>
        <message>
            <source>没有要退回的行，没有写文件。</source>
            <translation>Nothing would be refused, so no file was written.</translation>
        </message>
        <message>
            <source>退回清单现在就可以下载，先退给来文单位；照眼下的库核对，入库时再核对一遍。</source>
            <translation>The refused rows can be downloaded now and go back to their sender first; they are held against the register as it stands, and once more when the batch goes in.</translation>
        </message>
        <message>
            <source>来文原行 — {name}</source>
            <translation>Rows as delivered — {name}</translation>
        </message>
        <message>
            <source>在所有批次里查找(&amp;A)</source>
            <translation>Look through &amp;all batches</translation>
        </message>
        <message>
            <source>来文原行</source>
            <translation>Rows as delivered</translation>
        </message>
        <message>
            <source>导出(&amp;E)…</source>
            <translation>&amp;Export…</translation>
        </message>
        <message>
            <source>按来文里的文字查找，如原门牌地址、备注</source>
            <translation>Find any text of the delivery, such as a former address or a remark</translation>
        </message>
        <message>
            <source>查找</source>
            <translation>Find</translation>
        </message>
        <message>
            <source>处理结果</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>现在的标准地址</source>
            <translation>Standard address today</translation>
        </message>
        <message>
            <source>{file}-来文原行.xlsx</source>
            <translation>{file}-rows as delivered.xlsx</translation>
        </message>
        <message>
            <source>导出来文原行</source>
            <translation>Export rows as delivered</translation>
        </message>
        <message>
            <source>读取来文原行</source>
            <translation>Read rows as delivered</translation>
        </message>
        <message>
            <source>已导出 {n} 行到 {file}</source>
            <translation>{n} rows written to {file}</translation>
        </message>
        <message>
            <source>只列出前 {n} 行；用查找缩小范围，导出则是全部。</source>
            <translation>Only the first {n} rows are listed: narrow them down by a text; the export has all.</translation>
        </message>
        <message>
            <source>共 {n} 行。各栏是来文里读到的内容，不进地址库的栏目也在这里。</source>
            <translation>{n} rows, with every cell as it was read, also of fields that do not enter the register.</translation>
        </message>
        <message>
            <source>没有找到。</source>
            <translation>Nothing found.</translation>
        </message>
        <message>
            <source>待入库</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>{field} {n} 行</source>
            <translation>{field} ({n} rows)</translation>
        </message>
        <message>
            <source>不进地址库、只随批次留存的：{fields}</source>
            <translation>Kept with the batch only, not in the register: {fields}</translation>
        </message>
        <message>
            <source>标着「不入库」的不进地址库，只随批次留存，以后在「以往批次—查看原行」里可查、可导出。</source>
            <translation>What is marked 不入库 does not enter the register and is kept with the batch only; look it up or export it later under “Earlier imports”, “View rows as delivered”. </translation>
        </message>
        <message>
            <source>查看原行(&amp;V)…</source>
            <translation>&amp;View rows as delivered…</translation>
        </message>
        <message>
            <source>不进地址库、只随批次留存的：{fields}。点「查看原行」可查、可导出。</source>
            <translation>Kept with the batch only, not in the register: {fields}. “View rows as delivered” finds and exports them.</translation>
        </message>
        <message>
            <source>{outcome}：{why}</source>
            <translation>{outcome}: {why}</translation>
        </message>
        <message>
            <source>导出以往批次</source>
            <translation>Export earlier batches</translation>
        </message>
    </context>
    <context>
        <name>places</name>
        <message>
            <source>留空则自动拼写</source>
            <translation>Leave empty to spell automatically</translation>
        </message>
        <message>
            <source>如：鹭江道</source>
            <translation>e.g. 鹭江道</translation>
        </message>
        <message>
            <source>如：湖滨东路</source>
            <translation>e.g. 湖滨东路</translation>
        </message>
        <message>
            <source>文号</source>
            <translation>Document number</translation>
        </message>
        <message>
            <source>如：1985-06-01</source>
            <translation>e.g. 1985-06-01</translation>
        </message>
        <message>
            <source>按本区规则</source>
            <translation>By the district's rules</translation>
        </message>
        <message>
            <source>地名卡片</source>
            <translation>Card of the name</translation>
        </message>
        <message>
            <source>别名与曾用名</source>
            <translation>Aliases and former names</translation>
        </message>
        <message>
            <source>登记内容</source>
            <translation>On record</translation>
        </message>
        <message>
            <source>撤下</source>
            <translation>Withdraw</translation>
        </message>
        <message>
            <source>，</source>
            <translation>, </translation>
        </message>
        <message>
            <source>现存地址</source>
            <translation>Live addresses</translation>
        </message>
        <message>
            <source>按状态</source>
            <translation>By state</translation>
        </message>
        <message>
            <source>门牌所在</source>
            <translation>Numbers by community</translation>
        </message>
        <message>
            <source>已赋码</source>
            <translation>With code</translation>
        </message>
        <message>
            <source>已制牌</source>
            <translation>Plates made</translation>
        </message>
        <message>
            <source>其中已上墙</source>
            <translation>Of these mounted</translation>
        </message>
        <message>
            <source>最近改动</source>
            <translation>Last change</translation>
        </message>
        <message>
            <source>启用日期</source>
            <translation>In force since</translation>
        </message>
        <message>
            <source>名下地址</source>
            <translation>Addresses under it</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>类别</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>所属区</source>
            <translation>District</translation>
        </message>
        <message>
            <source>未填写</source>
            <translation>not filled in</translation>
        </message>
        <message>
            <source>{state} {n}</source>
            <translation>{state} {n}</translation>
        </message>
        <message>
            <source>{unit} {n}</source>
            <translation>{unit} {n}</translation>
        </message>
        <message>
            <source>没有登记</source>
            <translation>none</translation>
        </message>
        <message>
            <source>您填写期间，{who}也改了同样的栏目。下面是您填的，保存即以您的为准；对方填的是：</source>
            <translation>While you were writing, {who} changed the same lines. Below is what you wrote; saving puts it in force. The other wrote:</translation>
        </message>
        <message>
            <source>保存(&amp;S)</source>
            <translation>&amp;Save</translation>
        </message>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>没有选中地名</source>
            <translation>No name selected</translation>
        </message>
        <message>
            <source>在列表里选一个地名，这里显示它的卡片。</source>
            <translation>Select a name in the list; its card is shown here.</translation>
        </message>
        <message>
            <source>您填写期间，{who}也改了这张卡片，改的是别的栏目，已并入下面。请核对后保存。</source>
            <translation>While you were writing, {who} changed other lines of this card; they are taken in below. Check, then save.</translation>
        </message>
        <message>
            <source>用对方的</source>
            <translation>Use theirs</translation>
        </message>
        <message>
            <source>退回(&amp;B)…</source>
            <translation>Give &amp;back…</translation>
        </message>
        <message>
            <source>再次上报(&amp;U)…</source>
            <translation>S&amp;ubmit again…</translation>
        </message>
        <message>
            <source>更名(&amp;M)…</source>
            <translation>Rena&amp;me…</translation>
        </message>
        <message>
            <source>销名(&amp;X)…</source>
            <translation>Retire (&amp;X)…</translation>
        </message>
        <message>
            <source>恢复(&amp;R)…</source>
            <translation>B&amp;ring back…</translation>
        </message>
        <message>
            <source>（空）</source>
            <translation>(empty)</translation>
        </message>
        <message>
            <source>{fact}：{text}</source>
            <translation>{fact}: {text}</translation>
        </message>
        <message>
            <source>「{name}」名下现有地址 {live} 个，其中已赋码 {codes} 个，已制牌 {plates} 块（已上墙 {mounted} 块）。更名后这些地址的全称随之改变，牌面须重做，原名作为曾用名保留，仍可查到。</source>
            <translation>{live} live addresses stand under {name}; {codes} have a code, {plates} plates were made ({mounted} mounted). With another name all of them read differently and their plates must be made anew; the old name is kept as a former name and still finds them.</translation>
        </message>
        <message>
            <source>涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效。</source>
            <translation>So large a share of the community is concerned that a second person must approve.</translation>
        </message>
        <message>
            <source>必填，如实地核对</source>
            <translation>Required, for instance checked on site</translation>
        </message>
        <message>
            <source>登记后，写成别名的地址都认作「{name}」。标准地址仍写标准地名。</source>
            <translation>Addresses written with the alias will be taken for {name}. Standard addresses keep the standard name.</translation>
        </message>
        <message>
            <source>登记新地名</source>
            <translation>Enter a new name</translation>
        </message>
        <message>
            <source>新地名先列为待批准，审批人批准后才能编号。起止点、含义等登记后在卡片上填写。</source>
            <translation>A new name waits for approval; numbers can be given once the chief approved it. Extent, meaning and the rest are written on its card afterwards.</translation>
        </message>
        <message>
            <source>登记</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>地名(&amp;N)</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>类别(&amp;K)</source>
            <translation>&amp;Kind</translation>
        </message>
        <message>
            <source>汉语拼音(&amp;P)</source>
            <translation>&amp;Pinyin</translation>
        </message>
        <message>
            <source>提交申请</source>
            <translation>File application</translation>
        </message>
        <message>
            <source>更正</source>
            <translation>Correct</translation>
        </message>
        <message>
            <source>地名更名</source>
            <translation>Rename</translation>
        </message>
        <message>
            <source>更正地名</source>
            <translation>Correct name</translation>
        </message>
        <message>
            <source>留空则自批准之日起，或如：2026-12-01</source>
            <translation>Empty: from the day of approval; or e.g. 2026-12-01</translation>
        </message>
        <message>
            <source>新地名(&amp;N)</source>
            <translation>&amp;New name</translation>
        </message>
        <message>
            <source>标准地名更名须由审批人批准。</source>
            <translation>A chief must approve the renaming of a standard name.</translation>
        </message>
        <message>
            <source>登记别名</source>
            <translation>Add alias</translation>
        </message>
        <message>
            <source>别名(&amp;N)</source>
            <translation>Alias &amp;name</translation>
        </message>
        <message>
            <source>种类(&amp;K)</source>
            <translation>&amp;Kind</translation>
        </message>
        <message>
            <source>必填，记入操作日志</source>
            <translation>Required; goes into the journal</translation>
        </message>
        <message>
            <source>生效日期(&amp;D)</source>
            <translation>Effective &amp;date</translation>
        </message>
        <message>
            <source>必填，如批准更名的文号</source>
            <translation>Required, e.g. the document that approves the rename</translation>
        </message>
        <message>
            <source>{name}（{kind}）</source>
            <translation>{name} ({kind})</translation>
        </message>
        <message>
            <source>导出地名录</source>
            <translation>Export names</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>地名</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>门牌</source>
            <translation>Numbers</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>Addresses</translation>
        </message>
        <message>
            <source>汉语拼音</source>
            <translation>Pinyin</translation>
        </message>
        <message>
            <source>社区</source>
            <translation>Communities</translation>
        </message>
        <message>
            <source>别名、曾用名</source>
            <translation>Aliases, former names</translation>
        </message>
        <message>
            <source>全部地名</source>
            <translation>All names</translation>
        </message>
        <message>
            <source>其他区的地名</source>
            <translation>Other districts' names</translation>
        </message>
        <message>
            <source>地名录</source>
            <translation>Directory of names</translation>
        </message>
        <message>
            <source>门牌数</source>
            <translation>Numbers</translation>
        </message>
        <message>
            <source>地址数</source>
            <translation>Addresses</translation>
        </message>
        <message>
            <source>{few}等 {n} 个</source>
            <translation>{few} and others, {n} in all</translation>
        </message>
        <message>
            <source>制表</source>
            <translation>Prepared by</translation>
        </message>
        <message>
            <source>审核</source>
            <translation>Checked by</translation>
        </message>
        <message>
            <source>全市没有容易混淆的地名</source>
            <translation>No name of the city could be mistaken for it</translation>
        </message>
        <message>
            <source>另有 {n} 个相近的地名</source>
            <translation>{n} more names are close</translation>
        </message>
        <message>
            <source>统计地址</source>
            <translation>Count addresses</translation>
        </message>
        <message>
            <source>准备地名比对</source>
            <translation>Prepare comparing names</translation>
        </message>
        <message>
            <source>读取地名</source>
            <translation>Read names</translation>
        </message>
        <message>
            <source>申请更名</source>
            <translation>File rename</translation>
        </message>
        <message>
            <source>比对地名</source>
            <translation>Compare names</translation>
        </message>
        <message>
            <source>登记地名</source>
            <translation>Enter name</translation>
        </message>
        <message>
            <source>保存地名</source>
            <translation>Save name</translation>
        </message>
        <message>
            <source>直接编辑：地名卡片</source>
            <translation>Direct edit: card of the name</translation>
        </message>
        <message>
            <source>直接编辑：{verb}</source>
            <translation>Direct edit: {verb}</translation>
        </message>
        <message>
            <source>办理地名</source>
            <translation>Change state of name</translation>
        </message>
        <message>
            <source>批准地名</source>
            <translation>Approve names</translation>
        </message>
        <message>
            <source>撤下别名</source>
            <translation>Withdraw alias</translation>
        </message>
        <message>
            <source>{old}更名为{new}</source>
            <translation>Rename {old} to {new}</translation>
        </message>
        <message>
            <source>已导出 {n} 条到 {file}</source>
            <translation>Exported {n} rows to {file}</translation>
        </message>
        <message>
            <source>登记新地名(&amp;N)…</source>
            <translation>&amp;New name…</translation>
        </message>
        <message>
            <source>批准选中的(&amp;A)…</source>
            <translation>&amp;Approve…</translation>
        </message>
        <message>
            <source>含其他区</source>
            <translation>Other districts</translation>
        </message>
        <message>
            <source>地名、别名、拼音或首字母（Ctrl+F）</source>
            <translation>Name, alias, pinyin or initials (Ctrl+F)</translation>
        </message>
        <message>
            <source>本区还没有地名</source>
            <translation>The district has no names yet</translation>
        </message>
        <message>
            <source>按「登记新地名」添加，或导入地址清单。</source>
            <translation>Add one with “Enter new name”, or import a list of addresses.</translation>
        </message>
        <message>
            <source>地名卡片已保存。</source>
            <translation>Card saved.</translation>
        </message>
        <message>
            <source>卡片还没有保存：请先保存或取消，再选别的地名。</source>
            <translation>The card is not saved: save or cancel before you select another name.</translation>
        </message>
        <message>
            <source>{what}{todo}</source>
            <translation>{what} {todo}</translation>
        </message>
        <message>
            <source>当前列表是空的，没有可导出的内容。</source>
            <translation>The list is empty; there is nothing to export.</translation>
        </message>
        <message>
            <source>已复制 {n} 行</source>
            <translation>{n} rows copied</translation>
        </message>
        <message>
            <source>请改正后再试。</source>
            <translation>Correct it and try again.</translation>
        </message>
        <message>
            <source>没有填写地名</source>
            <translation>no name given</translation>
        </message>
        <message>
            <source>地名过长，最多 60 个字</source>
            <translation>the name is too long, 60 characters at most</translation>
        </message>
        <message>
            <source>地名里只能有汉字、字母、数字和间隔号</source>
            <translation>a name has only Chinese characters, letters, figures and the middle dot</translation>
        </message>
        <message>
            <source>地名至少要有两个汉字</source>
            <translation>a name has at least two Chinese characters</translation>
        </message>
        <message>
            <source>同一范围内已有这个地名</source>
            <translation>the unit already has this name</translation>
        </message>
        <message>
            <source>同一范围内已有这个地名，已销名；如要再用，请恢复它</source>
            <translation>the unit has this name, retired; bring it back to use it again</translation>
        </message>
        <message>
            <source>与现用名相同</source>
            <translation>it is the present name</translation>
        </message>
        <message>
            <source>它已是另一个地名，或已指向另一个地名</source>
            <translation>it is another place's name or leads to one already</translation>
        </message>
        <message>
            <source>没有这种类别</source>
            <translation>no such kind</translation>
        </message>
        <message>
            <source>没有这种编号方向</source>
            <translation>no such direction</translation>
        </message>
        <message>
            <source>库中没有这套编号规则</source>
            <translation>the store has no such numbering rules</translation>
        </message>
        <message>
            <source>文字过长：含义最多 1000 字，其他栏最多 200 字</source>
            <translation>too long: 1,000 characters for the meaning, 200 elsewhere</translation>
        </message>
        <message>
            <source>含有不可见的字符</source>
            <translation>it holds invisible characters</translation>
        </message>
        <message>
            <source>拼音只能有字母、声调、数字、空格、隔音号和连字符</source>
            <translation>pinyin has only letters, tone marks, figures, blanks, apostrophes and hyphens</translation>
        </message>
        <message>
            <source>拼音过长</source>
            <translation>the pinyin is too long</translation>
        </message>
        <message>
            <source>日期请写成 2026-11-22 的样子，且须真有这一天</source>
            <translation>write the day like 2026-11-22, and it must exist</translation>
        </message>
        <message>
            <source>日期不能晚于今天</source>
            <translation>the day cannot be later than today</translation>
        </message>
        <message>
            <source>止日须晚于起日</source>
            <translation>the last day must come after the first</translation>
        </message>
        <message>
            <source>更名日期早于现用名启用的日期</source>
            <translation>the present name did not stand yet on that day</translation>
        </message>
        <message>
            <source>没有写明事由</source>
            <translation>no reason given</translation>
        </message>
        <message>
            <source>名下还有未注销的地址或已预留的号码</source>
            <translation>live addresses or promised numbers stand under it</translation>
        </message>
        <message>
            <source>它曾是标准地名，这是历史事实，不能撤下</source>
            <translation>it was the standard name once; that is history and stays</translation>
        </message>
        <message>
            <source>「{text}」：{why}。</source>
            <translation>“{text}”: {why}.</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>请先为这些地址更名、移出或注销，再销名。</source>
            <translation>Rename, move or cancel those addresses first.</translation>
        </message>
        <message>
            <source>地名没有保存</source>
            <translation>The name was not saved</translation>
        </message>
        <message>
            <source>现在指向「{name}」。</source>
            <translation> It leads to {name}.</translation>
        </message>
        <message>
            <source>现用名自 {day} 起使用。</source>
            <translation> The present name stands since {day}.</translation>
        </message>
        <message>
            <source>批准后 {n} 个地名成为标准地名，名下可以编号：{names}</source>
            <translation>{n} names become standard and may bear numbers: {names}</translation>
        </message>
        <message>
            <source>「{old}」已更正为「{new}」。</source>
            <translation>{old} was corrected to {new}.</translation>
        </message>
        <message>
            <source>更名申请已提交（第 {n} 号），待审批人批准。</source>
            <translation>The rename was filed (no. {n}) and waits for the chief.</translation>
        </message>
        <message>
            <source>「{alias}」不再指向「{name}」，登记记录保留。</source>
            <translation>{alias} will lead to {name} no more; its record stays.</translation>
        </message>
        <message>
            <source>批准</source>
            <translation>Approve</translation>
        </message>
        <message>
            <source>已更名。</source>
            <translation>Renamed.</translation>
        </message>
        <message>
            <source>退回地名</source>
            <translation>Give the name back</translation>
        </message>
        <message>
            <source>「{name}」退回为拟用地名，由经办修改后再次上报。</source>
            <translation>{name} goes back to the clerk, who corrects and submits it again.</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>Give back</translation>
        </message>
        <message>
            <source>再次上报</source>
            <translation>Submit again</translation>
        </message>
        <message>
            <source>「{name}」再次上报，待审批人批准。</source>
            <translation>{name} is submitted again and waits for the chief.</translation>
        </message>
        <message>
            <source>上报</source>
            <translation>Submit</translation>
        </message>
        <message>
            <source>地名销名</source>
            <translation>Retire the name</translation>
        </message>
        <message>
            <source>「{name}」不再使用，也不再给别处使用。名下还有现存地址时不能销名。</source>
            <translation>{name} is used no more, nor given elsewhere. It cannot be retired while live addresses stand under it.</translation>
        </message>
        <message>
            <source>销名</source>
            <translation>Retire</translation>
        </message>
        <message>
            <source>恢复地名</source>
            <translation>Bring the name back</translation>
        </message>
        <message>
            <source>「{name}」恢复为标准地名，名下可以再编号。</source>
            <translation>{name} is a standard name again and may bear numbers.</translation>
        </message>
        <message>
            <source>恢复</source>
            <translation>Bring back</translation>
        </message>
        <message>
            <source>已批准 {n} 个地名。</source>
            <translation>{n} names approved.</translation>
        </message>
        <message>
            <source>「{name}」已办理：{verb}。</source>
            <translation>{name}: {verb} done.</translation>
        </message>
        <message>
            <source>已为「{name}」登记别名。</source>
            <translation>Alias added to {name}.</translation>
        </message>
        <message>
            <source>已撤下别名「{alias}」。</source>
            <translation>Alias {alias} withdrawn.</translation>
        </message>
        <message>
            <source>已登记「{name}」，待审批人批准。</source>
            <translation>{name} entered; it waits for the chief.</translation>
        </message>
        <message>
            <source>{name}（{kind}，{first} 登记）</source>
            <translation>{name} ({kind}, entered {first})</translation>
        </message>
        <message>
            <source>自动拼写</source>
            <translation>spelled automatically</translation>
        </message>
        <message>
            <source>{name}（{home}，{state}）：{why}</source>
            <translation>{name} ({home}, {state}): {why}</translation>
        </message>
        <message>
            <source>由东向西</source>
            <translation>east to west</translation>
        </message>
        <message>
            <source>由西向东</source>
            <translation>west to east</translation>
        </message>
        <message>
            <source>由南向北</source>
            <translation>south to north</translation>
        </message>
        <message>
            <source>由北向南</source>
            <translation>north to south</translation>
        </message>
        <message>
            <source>由巷口向里</source>
            <translation>from the mouth inward</translation>
        </message>
        <message>
            <source>俗称</source>
            <translation>common name</translation>
        </message>
        <message>
            <source>宣传名</source>
            <translation>promoted name</translation>
        </message>
        <message>
            <source>曾用名</source>
            <translation>former name</translation>
        </message>
        <message>
            <source>{name}（{kind}，{first} 至 {until} 为标准名）</source>
            <translation>{name} ({kind}, the standard name from {first} to {until})</translation>
        </message>
        <message>
            <source>建库时载入，尚无人改动</source>
            <translation>as the store was made; nobody changed it</translation>
        </message>
        <message>
            <source>已有同名地名，不能再用</source>
            <translation>the name is taken</translation>
        </message>
        <message>
            <source>别处同名</source>
            <translation>the same name elsewhere</translation>
        </message>
        <message>
            <source>是它的别名或曾用名</source>
            <translation>is its alias or former name</translation>
        </message>
        <message>
            <source>只是繁简或写法不同</source>
            <translation>differs in script only</translation>
        </message>
        <message>
            <source>同音</source>
            <translation>sounds the same</translation>
        </message>
        <message>
            <source>音近，声调不同</source>
            <translation>sounds the same but for tones</translation>
        </message>
        <message>
            <source>字形相近</source>
            <translation>looks alike</translation>
        </message>
        <message>
            <source>一个包含另一个</source>
            <translation>one holds the other</translation>
        </message>
        <message>
            <source>比它多一个字</source>
            <translation>has one character more</translation>
        </message>
        <message>
            <source>比它少一个字</source>
            <translation>has one character less</translation>
        </message>
        <message>
            <source>只差一个字</source>
            <translation>differs in one character</translation>
        </message>
        <message>
            <source>起点</source>
            <translation>From</translation>
        </message>
        <message>
            <source>止点</source>
            <translation>To</translation>
        </message>
        <message>
            <source>编号方向</source>
            <translation>Numbered</translation>
        </message>
        <message>
            <source>编号规则</source>
            <translation>Numbering rules</translation>
        </message>
        <message>
            <source>含义与来历</source>
            <translation>Meaning and origin</translation>
        </message>
        <message>
            <source>批准文件</source>
            <translation>Approval document</translation>
        </message>
        <message>
            <source>命名日期</source>
            <translation>Named on</translation>
        </message>
        <message>
            <source>{at}　{name}　{verb}</source>
            <translation>{at}  {name}  {verb}</translation>
        </message>
        <message>
            <source>由{name}改定，自动拼写为 {auto}</source>
            <translation>given by {name}; automatic: {auto}</translation>
        </message>
        <message>
            <source>启用日期(&amp;F)</source>
            <translation>In force &amp;from</translation>
        </message>
        <message>
            <source>停用日期(&amp;T)</source>
            <translation>Un&amp;til</translation>
        </message>
        <message>
            <source>知道的话填写，如：1985-06-01</source>
            <translation>If known, e.g. 1985-06-01</translation>
        </message>
        <message>
            <source>这是上次没有保存的内容，请核对后保存，或取消。</source>
            <translation>This is what was not saved last time. Check it, then save or cancel.</translation>
        </message>
        <message>
            <source>在地址库中查看</source>
            <translation>Show in the address room</translation>
        </message>
        <message>
            <source>查找地址</source>
            <translation>Find addresses</translation>
        </message>
        <message>
            <source>这个地名下没有您能看到的地址。</source>
            <translation>There are no addresses under this name that you may see.</translation>
        </message>
        <message>
            <source>更名</source>
            <translation>Renaming</translation>
        </message>
        <message>
            <source>第 {n} 号申请已批准，{day} 起改称「{name}」</source>
            <translation>application {n} is approved: {name} from {day} on</translation>
        </message>
        <message>
            <source>第 {n} 号申请待审批：自 {day} 起改称「{name}」</source>
            <translation>application {n} waits: {name} from {day} on</translation>
        </message>
        <message>
            <source>第 {n} 号申请待审批：自批准之日起改称「{name}」</source>
            <translation>application {n} waits: {name} from the day of approval</translation>
        </message>
        <message>
            <source>地名卡片 — {name}</source>
            <translation>Card of a name — {name}</translation>
        </message>
        <message>
            <source>{verb} — {name}</source>
            <translation>{verb} — {name}</translation>
        </message>
        <message>
            <source>「{title}」已不能办理：地名的状态变了。</source>
            <translation>“{title}” cannot be done any more: the state of the name has changed.</translation>
        </message>
        <message>
            <source>批准(&amp;P)…</source>
            <translation>A&amp;pprove…</translation>
        </message>
        <message>
            <source>编辑(&amp;W)</source>
            <translation>Edit (&amp;W)</translation>
        </message>
        <message>
            <source>登记别名(&amp;I)…</source>
            <translation>Add al&amp;ias…</translation>
        </message>
        <message>
            <source>「{name}」名下现有地址 {live} 个，全称随之改变。</source>
            <translation>“{name}” has {live} addresses, whose texts change with it. </translation>
        </message>
        <message>
            <source>已制牌 {plates} 块，牌面须重做。</source>
            <translation>{plates} plates were ordered and have to be made again. </translation>
        </message>
        <message>
            <source>「{name}」还没有批准，改后立即生效，原来的写法仍可查到。</source>
            <translation>“{name}” is not approved yet: it is corrected at once, and what was written first still leads to it.</translation>
        </message>
    </context>
    <context>
        <name>history</name>
        <message>
            <source>{area}{what}（{first} 至 {second}）</source>
            <translation>{area} {what} ({first} to {second})</translation>
        </message>
        <message>
            <source>{shown} / {n} 条</source>
            <translation>{shown} of {n}</translation>
        </message>
        <message>
            <source>地址变化清单</source>
            <translation>address changes</translation>
        </message>
        <message>
            <source>序号</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>变化</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>所在社区</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>换一个词，或清除筛选。</source>
            <translation>Try another word, or clear the filter.</translation>
        </message>
        <message>
            <source>没有符合筛选的条目</source>
            <translation>Nothing matches the filter</translation>
        </message>
        <message>
            <source>筛选列表</source>
            <translation>Filter the list</translation>
        </message>
        <message>
            <source>筛选（Ctrl+F）</source>
            <translation>Filter (Ctrl+F)</translation>
        </message>
        <message>
            <source>级别</source>
            <translation>Level</translation>
        </message>
        <message>
            <source>地址或名称</source>
            <translation>Address or name</translation>
        </message>
        <message>
            <source>原全称</source>
            <translation>Former full text</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>本系统编号</source>
            <translation>Own id</translation>
        </message>
        <message>
            <source>标准地址变化清单（{first} 至 {second}）</source>
            <translation>Changes of standard addresses ({first} to {second})</translation>
        </message>
        <message>
            <source>制表</source>
            <translation>Prepared by</translation>
        </message>
        <message>
            <source>审核</source>
            <translation>Checked by</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>{subject}：{changes}</source>
            <translation>{subject}: {changes}</translation>
        </message>
        <message>
            <source>{text}。</source>
            <translation>{text}.</translation>
        </message>
        <message>
            <source>{what} {n}</source>
            <translation>{what} {n}</translation>
        </message>
        <message>
            <source>{text}（{note}）</source>
            <translation>{text} ({note})</translation>
        </message>
        <message>
            <source>那一天的地址树</source>
            <translation>Address tree of that day</translation>
        </message>
        <message>
            <source>区划与地名</source>
            <translation>Units and place names</translation>
        </message>
        <message>
            <source>地址数</source>
            <translation>Addresses</translation>
        </message>
        <message>
            <source>不再有效</source>
            <translation>no longer valid</translation>
        </message>
        <message>
            <source>新增（{after}）</source>
            <translation>added ({after})</translation>
        </message>
        <message>
            <source>由{before}变为{after}</source>
            <translation>{before} became {after}</translation>
        </message>
        <message>
            <source>由{before}改号为{after}</source>
            <translation>renumbered from {before} to {after}</translation>
        </message>
        <message>
            <source>由{before}改名为{after}</source>
            <translation>renamed from {before} to {after}</translation>
        </message>
        <message>
            <source>由「{before}」移到「{after}」</source>
            <translation>moved from “{before}” to “{after}”</translation>
        </message>
        <message>
            <source>由{before}划入{after}</source>
            <translation>transferred from {before} to {after}</translation>
        </message>
        <message>
            <source>全称由「{before}」变为「{after}」</source>
            <translation>full text changed from “{before}” to “{after}”</translation>
        </message>
        <message>
            <source>地名由「{before}」更名为「{after}」</source>
            <translation>place renamed from “{before}” to “{after}”</translation>
        </message>
        <message>
            <source>新设立</source>
            <translation>newly established</translation>
        </message>
        <message>
            <source>撤销</source>
            <translation>abolished</translation>
        </message>
        <message>
            <source>由「{before}」更名为「{after}」</source>
            <translation>renamed from “{before}” to “{after}”</translation>
        </message>
        <message>
            <source>由{before}改属{after}</source>
            <translation>moved from {before} to {after}</translation>
        </message>
        <message>
            <source>两个日期之间没有变化。</source>
            <translation>Nothing changed between the two dates.</translation>
        </message>
        <message>
            <source>新增</source>
            <translation>Added</translation>
        </message>
        <message>
            <source>失效</source>
            <translation>Ended</translation>
        </message>
        <message>
            <source>改号</source>
            <translation>Renumbered</translation>
        </message>
        <message>
            <source>改名</source>
            <translation>Renamed</translation>
        </message>
        <message>
            <source>移动</source>
            <translation>Moved</translation>
        </message>
        <message>
            <source>划转</source>
            <translation>Transferred</translation>
        </message>
        <message>
            <source>状态变化</source>
            <translation>State changed</translation>
        </message>
        <message>
            <source>存在变化</source>
            <translation>Existence changed</translation>
        </message>
        <message>
            <source>全称变化</source>
            <translation>Full text changed</translation>
        </message>
        <message>
            <source>地名更名</source>
            <translation>Place renamed</translation>
        </message>
        <message>
            <source>设立区划</source>
            <translation>Unit established</translation>
        </message>
        <message>
            <source>撤销区划</source>
            <translation>Unit abolished</translation>
        </message>
        <message>
            <source>区划更名</source>
            <translation>Unit renamed</translation>
        </message>
        <message>
            <source>区划改属</source>
            <translation>Unit moved</translation>
        </message>
        <message>
            <source>下发二维码 {after}</source>
            <translation>QR code issued {after}</translation>
        </message>
        <message>
            <source>换发二维码 {after}</source>
            <translation>QR code replaced by {after}</translation>
        </message>
        <message>
            <source>{plate}：由{before}到{after}</source>
            <translation>{plate}: {before} → {after}</translation>
        </message>
        <message>
            <source>{plate}：{after}</source>
            <translation>{plate}: {after}</translation>
        </message>
        <message>
            <source>另有 {n} 个地址只随上级或社区变动，不逐条列出</source>
            <translation>{n} more addresses only followed what stands above them and are not listed</translation>
        </message>
        <message>
            <source>提交申请「{title}」</source>
            <translation>Application filed: “{title}”</translation>
        </message>
        <message>
            <source>申请「{title}」：{result}</source>
            <translation>Application “{title}”: {result}</translation>
        </message>
        <message>
            <source>申请「{title}」已批准，这一天生效</source>
            <translation>Application “{title}” approved, takes hold on this day</translation>
        </message>
        <message>
            <source>公安地址编码 {code}</source>
            <translation>Police address code {code}</translation>
        </message>
        <message>
            <source>现场检查，{n} 项结论</source>
            <translation>Inspected on site, {n} answers</translation>
        </message>
        <message>
            <source>发现问题：{kind} {rule}</source>
            <translation>Problem found: {kind} {rule}</translation>
        </message>
        <message>
            <source>问题销号：{kind} {rule}</source>
            <translation>Problem closed: {kind} {rule}</translation>
        </message>
        <message>
            <source>现由「{text}」承接</source>
            <translation>Continued by “{text}”</translation>
        </message>
        <message>
            <source>承接自「{text}」</source>
            <translation>Continues “{text}”</translation>
        </message>
        <message>
            <source>已导出 {n} 条到 {file}</source>
            <translation>{n} rows written to {file}</translation>
        </message>
        <message>
            <source>某一天的地址库</source>
            <translation>Register of another day</translation>
        </message>
        <message>
            <source>日期</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>那一天的地址列表</source>
            <translation>Addresses of that day</translation>
        </message>
        <message>
            <source>定位到现在的地址(&amp;N)</source>
            <translation>Show as it is &amp;now</translation>
        </message>
        <message>
            <source>沿革(&amp;H)…</source>
            <translation>&amp;History…</translation>
        </message>
        <message>
            <source>导出当前范围(&amp;E)…</source>
            <translation>&amp;Export this area…</translation>
        </message>
        <message>
            <source>与另一天比较(&amp;C)…</source>
            <translation>&amp;Compare with another day…</translation>
        </message>
        <message>
            <source>上年末(&amp;L)</source>
            <translation>End of &amp;last year</translation>
        </message>
        <message>
            <source>今天(&amp;T)</source>
            <translation>&amp;Today</translation>
        </message>
        <message>
            <source>截至(&amp;D)</source>
            <translation>As of &amp;day</translation>
        </message>
        <message>
            <source>这里没有地址</source>
            <translation>No addresses here</translation>
        </message>
        <message>
            <source>在左边换一个区划或地名。</source>
            <translation>Choose another unit or place name on the left.</translation>
        </message>
        <message>
            <source>这一天还没有地址</source>
            <translation>No addresses yet on this day</translation>
        </message>
        <message>
            <source>换一个较晚的日期；导入以前的历史不在库中。</source>
            <translation>Choose a later date; what happened before the import is not in the register.</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>法律状态</source>
            <translation>Legal state</translation>
        </message>
        <message>
            <source>存在</source>
            <translation>Existence</translation>
        </message>
        <message>
            <source>下级</source>
            <translation>Below</translation>
        </message>
        <message>
            <source>当日标准地址</source>
            <translation>Standard address of that day</translation>
        </message>
        <message>
            <source>共 {n} 条</source>
            <translation>{n} rows</translation>
        </message>
        <message>
            <source>{name}地址（截至 {day}）</source>
            <translation>{name} addresses as of {day}</translation>
        </message>
        <message>
            <source>选好日期和区域，按「比较」。</source>
            <translation>Choose dates and area, then press Compare.</translation>
        </message>
        <message>
            <source>两个日期之间的变化</source>
            <translation>Changes between two dates</translation>
        </message>
        <message>
            <source>较早的日期</source>
            <translation>Earlier date</translation>
        </message>
        <message>
            <source>较晚的日期</source>
            <translation>Later date</translation>
        </message>
        <message>
            <source>变化列表</source>
            <translation>List of changes</translation>
        </message>
        <message>
            <source>比较(&amp;C)</source>
            <translation>&amp;Compare</translation>
        </message>
        <message>
            <source>导出(&amp;E)…</source>
            <translation>&amp;Export…</translation>
        </message>
        <message>
            <source>变化种类</source>
            <translation>Kind of change</translation>
        </message>
        <message>
            <source>全部变化</source>
            <translation>All changes</translation>
        </message>
        <message>
            <source>第二个日期要晚于第一个日期。</source>
            <translation>The second date must be later than the first.</translation>
        </message>
        <message>
            <source>还没有比较</source>
            <translation>Nothing compared yet</translation>
        </message>
        <message>
            <source>正在比较…</source>
            <translation>Comparing…</translation>
        </message>
        <message>
            <source>没有变化</source>
            <translation>No changes</translation>
        </message>
        <message>
            <source>两个日期之间，这个区域的地址没有变化。</source>
            <translation>The addresses of this area did not change between the two dates.</translation>
        </message>
        <message>
            <source>；只列出前 {n} 条，导出时全部写出</source>
            <translation>; only the first {n} are listed, the export has them all</translation>
        </message>
        <message>
            <source>自</source>
            <translation>From</translation>
        </message>
        <message>
            <source>至</source>
            <translation>to</translation>
        </message>
        <message>
            <source>列出 {n} 条</source>
            <translation>{n} listed</translation>
        </message>
        <message>
            <source>读取那一天的区划</source>
            <translation>Read the units of that day</translation>
        </message>
        <message>
            <source>读取那一天的地名</source>
            <translation>Read the place names of that day</translation>
        </message>
        <message>
            <source>读取那一天的地址</source>
            <translation>Read the addresses of that day</translation>
        </message>
        <message>
            <source>读取沿革</source>
            <translation>Read the history</translation>
        </message>
        <message>
            <source>比较两个日期</source>
            <translation>Compare two dates</translation>
        </message>
        <message>
            <source>导出变化清单</source>
            <translation>Export the changes</translation>
        </message>
        <message>
            <source>导出那一天的地址</source>
            <translation>Export the addresses of that day</translation>
        </message>
        <message>
            <source>地址变化</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>申请审批</source>
            <translation>Applications</translation>
        </message>
        <message>
            <source>编码与门牌</source>
            <translation>Codes and plates</translation>
        </message>
        <message>
            <source>检查与问题</source>
            <translation>Checks and problems</translation>
        </message>
        <message>
            <source>操作日志</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>沿革列表</source>
            <translation>History list</translation>
        </message>
        <message>
            <source>没有这类记录</source>
            <translation>Nothing of this kind</translation>
        </message>
        <message>
            <source>在上面多选几类，或查看操作日志。</source>
            <translation>Tick more kinds above, or look into the journal.</translation>
        </message>
        <message>
            <source>地址沿革</source>
            <translation>History of an address</translation>
        </message>
        <message>
            <source>查看那一天的地址库(&amp;D)</source>
            <translation>Show the register of that &amp;day</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>双击一行，查看那一天的地址库。</source>
            <translation>Double-click a line to see the register of that day.</translation>
        </message>
        <message>
            <source>{day}启用</source>
            <translation>in use since {day}</translation>
        </message>
        <message>
            <source>类别</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>经办人</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>发生了什么</source>
            <translation>What happened</translation>
        </message>
        <message>
            <source>曾为：{texts}</source>
            <translation>Formerly: {texts}</translation>
        </message>
        <message>
            <source>现由以下地址承接：</source>
            <translation>Continued by: </translation>
        </message>
        <message>
            <source>{day}止</source>
            <translation>until {day}</translation>
        </message>
        <message>
            <source>　这是当天的样子，不是现状；只能看，不能改。</source>
            <translation> – how it was then, not how it is; to look at only.</translation>
        </message>
        <message>
            <source>另有 {n} 项已批准的变更将在此前生效，尚未计入。</source>
            <translation> {n} approved changes will take hold before that and are not included.</translation>
        </message>
        <message>
            <source>截至 {day}</source>
            <translation>As of {day}</translation>
        </message>
        <message>
            <source>　今天；只能看，要修改请回到地址库。</source>
            <translation> – today; to look at only, edit in the register itself.</translation>
        </message>
        <message>
            <source>　这一天还没有到，按已经登记的内容显示。</source>
            <translation> – a day to come, as far as it is written down.</translation>
        </message>
        <message>
            <source>请把两个日期写完整，如 2026-12-01。</source>
            <translation>Write both dates in full, such as 2026-12-01.</translation>
        </message>
        <message>
            <source>请把日期写完整，如 2026-12-01；下面仍是 {day}。</source>
            <translation>Write the whole date, such as 2026-12-01; {day} is still shown below.</translation>
        </message>
        <message>
            <source>「{address}」{day}不在库中。</source>
            <translation>“{address}” was not in the register on {day}.</translation>
        </message>
    </context>
    <context>
        <name>editing</name>
        <message>
            <source>「{text}」不是{kind}的写法，是{other}的：请把级别改为「{other}」。</source>
            <translation>“{text}” is not written like a {kind} but like a {other}: change the level to “{other}”.</translation>
        </message>
        <message>
            <source>不在您的管辖区域内。</source>
            <translation>This is outside your area.</translation>
        </message>
        <message>
            <source>有的号码不能发放，原因见列表；去掉它们之后再办理。</source>
            <translation>Some numbers cannot be issued, see the list for the reasons; take them out first.</translation>
        </message>
        <message>
            <source>请先选中地址。</source>
            <translation>Select addresses first.</translation>
        </message>
        <message>
            <source>您的角色不能办理这一步。</source>
            <translation>Your role does not allow this.</translation>
        </message>
        <message>
            <source>请选中一个地址。</source>
            <translation>Select one address.</translation>
        </message>
        <message>
            <source>请选中两个以上地址。</source>
            <translation>Select two addresses or more.</translation>
        </message>
        <message>
            <source>新增下级(&amp;A)…</source>
            <translation>&amp;Add below…</translation>
        </message>
        <message>
            <source>在选中的地名或地址下面新增地址，可一次填多个</source>
            <translation>Adds addresses below the selected place or address, several at once</translation>
        </message>
        <message>
            <source>更名 / 改号(&amp;R)…</source>
            <translation>&amp;Rename / renumber…</translation>
        </message>
        <message>
            <source>改门牌号，或改楼栋、梯位、室的名称</source>
            <translation>Changes a door's number or the name of a building, stair or room</translation>
        </message>
        <message>
            <source>移动(&amp;M)…</source>
            <translation>&amp;Move…</translation>
        </message>
        <message>
            <source>移到另一个上级，或划入另一个社区</source>
            <translation>Moves below another address, or into another community</translation>
        </message>
        <message>
            <source>更正(&amp;C)…</source>
            <translation>&amp;Correct…</translation>
        </message>
        <message>
            <source>登记时写错了：改正本级名称、街侧、楼层、存在状态、坐标</source>
            <translation>Entered wrongly: corrects own part, side, floor, existence, position</translation>
        </message>
        <message>
            <source>批量编辑(&amp;B)…</source>
            <translation>&amp;Bulk edit…</translation>
        </message>
        <message>
            <source>把选中的多个地址的同一列一起改掉</source>
            <translation>Changes one column of all selected addresses</translation>
        </message>
        <message>
            <source>合并(&amp;G)…</source>
            <translation>Mer&amp;ge…</translation>
        </message>
        <message>
            <source>几个地址并为一个，其余的今后指向它</source>
            <translation>Several addresses become one; the others lead to it</translation>
        </message>
        <message>
            <source>拆分(&amp;S)…</source>
            <translation>&amp;Split…</translation>
        </message>
        <message>
            <source>一个地址拆为几个，由它们接替</source>
            <translation>One address becomes several that take over</translation>
        </message>
        <message>
            <source>停用(&amp;U)…</source>
            <translation>S&amp;uspend…</translation>
        </message>
        <message>
            <source>暂不使用，以后可以恢复</source>
            <translation>Not used for now; can be restored</translation>
        </message>
        <message>
            <source>停用的地址恢复使用</source>
            <translation>Brings a suspended address back into use</translation>
        </message>
        <message>
            <source>注销(&amp;X)…</source>
            <translation>Cancel address (&amp;X)…</translation>
        </message>
        <message>
            <source>地址不再存在，连同它下面的全部地址；号码和编码不再启用</source>
            <translation>The address is no more, with all below it; its number and codes are never used again</translation>
        </message>
        <message>
            <source>作废草稿(&amp;D)…</source>
            <translation>&amp;Discard draft…</translation>
        </message>
        <message>
            <source>把还没有批准的地址作废</source>
            <translation>Makes addresses void that nobody approved yet</translation>
        </message>
        <message>
            <source>新增</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>改号</source>
            <translation>Renumber</translation>
        </message>
        <message>
            <source>直接编辑：{verb}</source>
            <translation>Direct edit: {verb}</translation>
        </message>
        <message>
            <source>移动</source>
            <translation>Move</translation>
        </message>
        <message>
            <source>更正</source>
            <translation>Correct</translation>
        </message>
        <message>
            <source>批量</source>
            <translation>Bulk</translation>
        </message>
        <message>
            <source>作废</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>申请(&amp;P)…</source>
            <translation>A&amp;pplications…</translation>
        </message>
        <message>
            <source>申请</source>
            <translation>Applications</translation>
        </message>
        <message>
            <source>看排队的申请：审批、退回、撤回，以及哪天生效</source>
            <translation>Applications waiting: approve, return, withdraw, and the day they take hold</translation>
        </message>
        <message>
            <source>地址办理</source>
            <translation>Address verbs</translation>
        </message>
        <message>
            <source>已重做 {act}：{title}</source>
            <translation>Done again: {act}, {title}</translation>
        </message>
        <message>
            <source>已撤销 {act}：{title}</source>
            <translation>Undone: {act}, {title}</translation>
        </message>
        <message>
            <source>重做</source>
            <translation>Redo</translation>
        </message>
        <message>
            <source>撤销</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>选中的地址已经不在了，请刷新。</source>
            <translation>The selected addresses are no longer there; refresh.</translation>
        </message>
        <message>
            <source>记入操作日志</source>
            <translation>Goes into the journal</translation>
        </message>
        <message>
            <source>指定生效日期(&amp;D)</source>
            <translation>Takes hold on (&amp;D)</translation>
        </message>
        <message>
            <source>不指定则批准当日生效；可以填将来的日期</source>
            <translation>Otherwise on the day it is approved; may lie in the future</translation>
        </message>
        <message>
            <source>事由(&amp;R)</source>
            <translation>&amp;Reason</translation>
        </message>
        <message>
            <source>提交申请须写明事由。</source>
            <translation>An application needs a reason.</translation>
        </message>
        <message>
            <source>提交申请(&amp;O)</source>
            <translation>File applicati&amp;on</translation>
        </message>
        <message>
            <source>{what}{todo}</source>
            <translation>{what} {todo}</translation>
        </message>
        <message>
            <source>到期变更生效</source>
            <translation>Changes taking hold</translation>
        </message>
        <message>
            <source>{n} 件到期未能生效，如「{title}」：{why}。见 地址 → 申请。</source>
            <translation>{n} due changes could not take hold, such as “{title}”: {why}. See Address → Applications.</translation>
        </message>
        <message>
            <source>{n} 件变更今天生效。</source>
            <translation>{n} changes take hold today.</translation>
        </message>
        <message>
            <source>新号码(&amp;N)</source>
            <translation>&amp;New number</translation>
        </message>
        <message>
            <source>新名称(&amp;N)</source>
            <translation>&amp;New name</translation>
        </message>
        <message>
            <source>请填写新的写法，现在是「{text}」。</source>
            <translation>Type the new text; now it is “{text}”.</translation>
        </message>
        <message>
            <source>地下填负数，如 -1</source>
            <translation>Below ground negative, such as -1</translation>
        </message>
        <message>
            <source>本级名称(&amp;N)</source>
            <translation>Own &amp;name</translation>
        </message>
        <message>
            <source>街侧(&amp;S)</source>
            <translation>&amp;Side</translation>
        </message>
        <message>
            <source>楼层(&amp;F)</source>
            <translation>&amp;Floor</translation>
        </message>
        <message>
            <source>存在状态(&amp;E)</source>
            <translation>&amp;Existence</translation>
        </message>
        <message>
            <source>经度(&amp;G)</source>
            <translation>Lon&amp;gitude</translation>
        </message>
        <message>
            <source>纬度(&amp;T)</source>
            <translation>La&amp;titude</translation>
        </message>
        <message>
            <source>坐标系(&amp;Z)</source>
            <translation>Datum (&amp;Z)</translation>
        </message>
        <message>
            <source>查找(&amp;F)</source>
            <translation>&amp;Find</translation>
        </message>
        <message>
            <source>替换为(&amp;P)</source>
            <translation>Re&amp;place with</translation>
        </message>
        <message>
            <source>如 A{n}室，{n} 处填号码</source>
            <translation>Such as A{n}室; the number stands for {n}</translation>
        </message>
        <message>
            <source>样式(&amp;P)</source>
            <translation>&amp;Pattern</translation>
        </message>
        <message>
            <source>起始号(&amp;B)</source>
            <translation>&amp;Begin at</translation>
        </message>
        <message>
            <source>间隔(&amp;I)</source>
            <translation>&amp;Interval</translation>
        </message>
        <message>
            <source>留空则去掉楼层</source>
            <translation>Empty takes the floor away</translation>
        </message>
        <message>
            <source>改哪一列(&amp;C)</source>
            <translation>&amp;Column</translation>
        </message>
        <message>
            <source>还没有改动。</source>
            <translation>Nothing changed yet.</translation>
        </message>
        <message>
            <source>经度和纬度要一起填。</source>
            <translation>Longitude and latitude belong together.</translation>
        </message>
        <message>
            <source>本级名称：查找替换</source>
            <translation>Own name: find and replace</translation>
        </message>
        <message>
            <source>本级名称：按样式依次编号</source>
            <translation>Own name: number by a pattern</translation>
        </message>
        <message>
            <source>楼层</source>
            <translation>Floor</translation>
        </message>
        <message>
            <source>街侧</source>
            <translation>Side</translation>
        </message>
        <message>
            <source>存在状态</source>
            <translation>Existence</translation>
        </message>
        <message>
            <source>所在社区</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>还没有改动：选中的地址照这样都不变。</source>
            <translation>Nothing changed yet: the selected addresses stay as they are.</translation>
        </message>
        <message>
            <source>样式里要有 {n}，各个地址才分得开。</source>
            <translation>The pattern needs {n} to tell the addresses apart.</translation>
        </message>
        <message>
            <source>请选到社区一级。</source>
            <translation>Choose down to the community.</translation>
        </message>
        <message>
            <source>可不填；地下填负数，如 -1</source>
            <translation>Optional; below ground negative, such as -1</translation>
        </message>
        <message>
            <source>级别(&amp;K)</source>
            <translation>&amp;Kind</translation>
        </message>
        <message>
            <source>名称(&amp;N)</source>
            <translation>&amp;Names</translation>
        </message>
        <message>
            <source>每行一个或用顿号分开：12号、12-1号；连号可写 14-20号双</source>
            <translation>One a line or separated by 、: 12号、12-1号; ranges as 14-20号双</translation>
        </message>
        <message>
            <source>每行一个，或用顿号分开：101、102、201</source>
            <translation>One a line, or separated by 、: 101、102、201</translation>
        </message>
        <message>
            <source>请填写要新增的地址，每行一个。</source>
            <translation>Type the new addresses, one a line.</translation>
        </message>
        <message>
            <source>划入社区、路(&amp;Q)</source>
            <translation>Into community, road (&amp;Q)</translation>
        </message>
        <message>
            <source>另选一个地址…</source>
            <translation>Another address…</translation>
        </message>
        <message>
            <source>保留(&amp;K)</source>
            <translation>&amp;Keep</translation>
        </message>
        <message>
            <source>请选定新的上级，或勾选要划入的社区。</source>
            <translation>Choose the new parent, or tick the community.</translation>
        </message>
        <message>
            <source>请选定合并之后保留的地址。</source>
            <translation>Choose the address that stays.</translation>
        </message>
        <message>
            <source>保留的地址不能就是被合并的那一个。</source>
            <translation>The address that stays cannot be the one that is merged.</translation>
        </message>
        <message>
            <source>读取下级地址</source>
            <translation>Reading the addresses below</translation>
        </message>
        <message>
            <source>原地址保留，与新地址并存(&amp;K)</source>
            <translation>&amp;Keep the old address beside the new ones</translation>
        </message>
        <message>
            <source>下级地址</source>
            <translation>Address below</translation>
        </message>
        <message>
            <source>归入</source>
            <translation>Goes to</translation>
        </message>
        <message>
            <source>新地址(&amp;N)</source>
            <translation>&amp;New addresses</translation>
        </message>
        <message>
            <source>下级归属</source>
            <translation>Addresses below</translation>
        </message>
        <message>
            <source>选中的归入(&amp;G)</source>
            <translation>&amp;Give selected to</translation>
        </message>
        <message>
            <source>留在原地址</source>
            <translation>Stays with the old one</translation>
        </message>
        <message>
            <source>原地址</source>
            <translation>Old address</translation>
        </message>
        <message>
            <source>确定(&amp;O)</source>
            <translation>&amp;OK</translation>
        </message>
        <message>
            <source>新增(&amp;O)</source>
            <translation>Add (&amp;O)</translation>
        </message>
        <message>
            <source>{verb} — {subject}</source>
            <translation>{verb} — {subject}</translation>
        </message>
        <message>
            <source>读取地址</source>
            <translation>Reading addresses</translation>
        </message>
        <message>
            <source>预览</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>查看可撤销的操作</source>
            <translation>Looking for what can be undone</translation>
        </message>
        <message>
            <source>办理之前</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>办理之后</source>
            <translation>After</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>办理前后对照</source>
            <translation>Before and after</translation>
        </message>
        <message>
            <source>直接生效，可撤销。</source>
            <translation>Takes hold at once; can be undone.</translation>
        </message>
        <message>
            <source>将提交申请，由审批人批准后生效。</source>
            <translation>Will be filed as an application and takes hold once approved.</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>下面 {n} 个地址随之改变。</source>
            <translation>{n} addresses below follow.</translation>
        </message>
        <message>
            <source>其上有：{what}。</source>
            <translation>On them: {what}.</translation>
        </message>
        <message>
            <source>不能撤销或重做</source>
            <translation>Cannot undo or redo</translation>
        </message>
        <message>
            <source>{act}：{title}</source>
            <translation>{act}: {title}</translation>
        </message>
        <message>
            <source>「{what}」之后，地址又被改动，不能再退回。</source>
            <translation>The addresses were changed after “{what}”; it cannot be turned back.</translation>
        </message>
        <message>
            <source>查看谁改了什么</source>
            <translation>Looking who changed what</translation>
        </message>
        <message>
            <source>日志里没有查到是谁改的，请按最新内容核对。</source>
            <translation>The journal does not tell who it was; check what stands there now.</translation>
        </message>
        <message>
            <source>{at}，{who}：{verb}</source>
            <translation>{at}, {who}: {verb}</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>您打开之后，这个地址已被改动。您填写的内容还在，没有保存。</source>
            <translation>This address was changed after you opened it. What you typed is still here and was not saved.</translation>
        </message>
        <message>
            <source>以最新内容重新填写(&amp;L)</source>
            <translation>Go on from the &amp;latest</translation>
        </message>
        <message>
            <source>放弃(&amp;G)</source>
            <translation>&amp;Give up</translation>
        </message>
        <message>
            <source>{field} {before} → {after}</source>
            <translation>{field} {before} → {after}</translation>
        </message>
        <message>
            <source>输入地址、路名或拼音首字母查找</source>
            <translation>Type an address, a name or pinyin initials</translation>
        </message>
        <message>
            <source>从地址树选取(&amp;T)</source>
            <translation>Pick in the &amp;tree</translation>
        </message>
        <message>
            <source>查到的地址</source>
            <translation>Addresses found</translation>
        </message>
        <message>
            <source>地址树</source>
            <translation>Address tree</translation>
        </message>
        <message>
            <source>还没有选定。</source>
            <translation>Nothing chosen yet.</translation>
        </message>
        <message>
            <source>已选定：{text}</source>
            <translation>Chosen: {text}</translation>
        </message>
        <message>
            <source>已新增 {n} 个地址（草稿），可按 Ctrl+Z 撤销。</source>
            <translation>{n} addresses added as drafts; Ctrl+Z takes them back.</translation>
        </message>
        <message>
            <source>{act}：{first}</source>
            <translation>{act}: {first}</translation>
        </message>
        <message>
            <source>{act}：{first} 等 {n} 个</source>
            <translation>{act}: {first} and others, {n} in all</translation>
        </message>
        <message>
            <source>{title}：已办理，可按 Ctrl+Z 撤销。</source>
            <translation>{title}: done; Ctrl+Z takes it back.</translation>
        </message>
        <message>
            <source>{title}：已提交申请，待审批。</source>
            <translation>{title}: filed, waiting for approval.</translation>
        </message>
        <message>
            <source>选中的地址有的已批准、有的还没有批准，两种办法不能一次办理，请分开选中。</source>
            <translation>Some of the selected addresses are approved and some are not; these go different ways, select them apart.</translation>
        </message>
        <message>
            <source>有地址不能这样办理，原因见列表；去掉它们之后再办理。</source>
            <translation>Some addresses refuse, see the list; leave them out.</translation>
        </message>
        <message>
            <source>涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效。</source>
            <translation>So large a share of the community is concerned that a second person must approve.</translation>
        </message>
        <message>
            <source>有的填了两次，请去掉一个。</source>
            <translation>Some stand there twice; take one away.</translation>
        </message>
        <message>
            <source>新地址</source>
            <translation>New address</translation>
        </message>
        <message>
            <source>填了两次</source>
            <translation>Stands there twice</translation>
        </message>
        <message>
            <source>新增 {new} 个，已有 {old} 个。</source>
            <translation>{new} new, {old} there already.</translation>
        </message>
        <message>
            <source>这些地址都已经有了，没有要新增的。</source>
            <translation>All of these exist already.</translation>
        </message>
        <message>
            <source>已经有了，保持不变</source>
            <translation>There already, stays as it is</translation>
        </message>
        <message>
            <source>{year}年{month}月{day}日</source>
            <translation>{year}-{month}-{day}</translation>
        </message>
        <message>
            <source>重做(&amp;Y)</source>
            <translation>Redo (&amp;Y)</translation>
        </message>
        <message>
            <source>重做(&amp;Y) {act}：{title}</source>
            <translation>Redo (&amp;Y) {act}: {title}</translation>
        </message>
        <message>
            <source>撤销(&amp;Z)</source>
            <translation>Undo (&amp;Z)</translation>
        </message>
        <message>
            <source>撤销(&amp;Z) {act}：{title}</source>
            <translation>Undo (&amp;Z) {act}: {title}</translation>
        </message>
        <message>
            <source>{first} 等 {n} 个地址</source>
            <translation>{first} and others, {n} addresses</translation>
        </message>
        <message>
            <source>公安编码 {n} 个</source>
            <translation>{n} police codes</translation>
        </message>
        <message>
            <source>二维码 {n} 个</source>
            <translation>{n} QR codes</translation>
        </message>
        <message>
            <source>未办结的申请 {n} 件</source>
            <translation>{n} open applications</translation>
        </message>
        <message>
            <source>未销号的问题 {n} 个</source>
            <translation>{n} open problems</translation>
        </message>
        <message>
            <source>未收回的检查表 {n} 份</source>
            <translation>{n} inspection forms out</translation>
        </message>
        <message>
            <source>人员 {n} 人</source>
            <translation>{n} persons</translation>
        </message>
        <message>
            <source>附件 {n} 份</source>
            <translation>{n} attachments</translation>
        </message>
        <message>
            <source>门牌（{state}）{n} 块</source>
            <translation>{n} plates ({state})</translation>
        </message>
        <message>
            <source>没有找到。</source>
            <translation>Nothing found.</translation>
        </message>
        <message>
            <source>并入 {text}</source>
            <translation>Becomes {text}</translation>
        </message>
        <message>
            <source>坐标</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>准备地址办理</source>
            <translation>Preparing the verbs</translation>
        </message>
        <message>
            <source>社区</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>新上级(&amp;U)</source>
            <translation>New parent (&amp;U)</translation>
        </message>
        <message>
            <source>室下面不再有地址。</source>
            <translation>There are no addresses below a room.</translation>
        </message>
        <message>
            <source>「{text}」现在是{state}，不能这样办理。</source>
            <translation>"{text}" is {state} now; this cannot be done to it.</translation>
        </message>
        <message>
            <source>「{text}」现在是{state}，连同另外 {n} 个都不能这样办理。</source>
            <translation>"{text}" is {state} now; this cannot be done to it and to {n} others.</translation>
        </message>
        <message>
            <source>{before} → {after}</source>
            <translation>{before} → {after}</translation>
        </message>
        <message>
            <source>恢复(&amp;V)…</source>
            <translation>Restore (&amp;V)…</translation>
        </message>
        <message>
            <source>名下 {n} 个地址随之改称</source>
            <translation>{n} addresses under it will read so</translation>
        </message>
        <message>
            <source>{name}（{code}）</source>
            <translation>{name} ({code})</translation>
        </message>
        <message>
            <source>地址 {n} 个</source>
            <translation>{n} addresses</translation>
        </message>
        <message>
            <source>；批文 {document}，{day} 生效</source>
            <translation>; document {document}, in force from {day}</translation>
        </message>
        <message>
            <source>；范围随之改变的账号：{names}</source>
            <translation>; accounts whose areas change: {names}</translation>
        </message>
        <message>
            <source>将提交申请，由审批人批准后于 {day} 生效。</source>
            <translation>Will be filed as an application; once approved it takes hold on {day}.</translation>
        </message>
        <message>
            <source>由 {text} 接替</source>
            <translation>Replaced by {text}</translation>
        </message>
        <message>
            <source>请把生效日期填写完整，不早于今天。</source>
            <translation>Fill in the whole day it takes hold on, today or later.</translation>
        </message>
        <message>
            <source>每行一个，或用顿号分开：1层、2层、-1层</source>
            <translation>One a line, or separated by commas: 1层, 2层, -1层</translation>
        </message>
        <message>
            <source>每行一个，或用顿号分开：1幢、2幢、A幢</source>
            <translation>One a line, or separated by commas: 1幢, 2幢, A幢</translation>
        </message>
        <message>
            <source>每行一个，或用顿号分开：1梯、2梯、A梯</source>
            <translation>One a line, or separated by commas: 1梯, 2梯, A梯</translation>
        </message>
        <message>
            <source>如 12号、12-1号</source>
            <translation>such as 12号, 12-1号</translation>
        </message>
        <message>
            <source>如 1幢、A幢</source>
            <translation>such as 1幢, A幢</translation>
        </message>
        <message>
            <source>如 1梯、A梯</source>
            <translation>such as 1梯, A梯</translation>
        </message>
        <message>
            <source>如 1层、-1层</source>
            <translation>such as 1层, -1层</translation>
        </message>
        <message>
            <source>如 101室、A101室</source>
            <translation>such as 101室, A101室</translation>
        </message>
        <message>
            <source>如 {n}号，{n} 处填号码</source>
            <translation>such as {n}号; the number stands at {n}</translation>
        </message>
        <message>
            <source>如 {n}幢，{n} 处填号码</source>
            <translation>such as {n}幢; the number stands at {n}</translation>
        </message>
        <message>
            <source>如 {n}梯，{n} 处填号码</source>
            <translation>such as {n}梯; the number stands at {n}</translation>
        </message>
        <message>
            <source>如 {n}层，{n} 处填号码</source>
            <translation>such as {n}层; the number stands at {n}</translation>
        </message>
        <message>
            <source>变更：从生效之日起改，以前各日照旧</source>
            <translation>Change: from its day on; earlier days stay as they were</translation>
        </message>
        <message>
            <source>更正：登记时就写错了，以前各日一并改正</source>
            <translation>Correction: it was entered wrongly; earlier days are put right too</translation>
        </message>
        <message>
            <source>变更还是更正(&amp;H)</source>
            <translation>C&amp;hange or correction</translation>
        </message>
        <message>
            <source>更多</source>
            <translation>More</translation>
        </message>
        <message>
            <source>合并、拆分、停用、恢复、注销和批量生成</source>
            <translation>Merge, split, suspend, restore, cancel, and generate a block</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>没有可列出的</source>
            <translation>Nothing to list</translation>
        </message>
        <message>
            <source>也可能已经变了，或本账号看不到。</source>
            <translation>It may have changed meanwhile, or this account may not see it.</translation>
        </message>
        <message>
            <source>读取其上的内容</source>
            <translation>Reading what hangs there</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>内容</source>
            <translation>What</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>检查包 {n}</source>
            <translation>Package {n}</translation>
        </message>
        <message>
            <source>还没有坐标</source>
            <translation>no position yet</translation>
        </message>
        <message>
            <source>留空即去掉坐标，待重新标注</source>
            <translation>empty takes the position away; it is to be marked anew</translation>
        </message>
        <message>
            <source>每行一个或用顿号分开，{example}</source>
            <translation>One per line or with commas between them, {example}</translation>
        </message>
        <message>
            <source>请填写至少 {n} 个新地址，每行一个或用顿号分开。</source>
            <translation>Enter at least {n} new addresses, one per line or with commas between them.</translation>
        </message>
        <message>
            <source>不能这样办理：{why}。</source>
            <translation>This cannot be done: {why}.</translation>
        </message>
        <message>
            <source>并入保留地址的同名下级</source>
            <translation>Merged into its namesake below the address that stays</translation>
        </message>
    </context>
    <context>
        <name>applications</name>
        <message>
            <source>读取申请</source>
            <translation>Reading applications</translation>
        </message>
        <message>
            <source>批准(&amp;A)</source>
            <translation>&amp;Approve</translation>
        </message>
        <message>
            <source>退回(&amp;R)</source>
            <translation>&amp;Return</translation>
        </message>
        <message>
            <source>撤回(&amp;W)</source>
            <translation>&amp;Withdraw</translation>
        </message>
        <message>
            <source>撤销批准(&amp;X)</source>
            <translation>Revoke approval (&amp;X)</translation>
        </message>
        <message>
            <source>申请</source>
            <translation>Applications</translation>
        </message>
        <message>
            <source>没有申请</source>
            <translation>No applications</translation>
        </message>
        <message>
            <source>在已批准的地址上办理更名、改号、移动、合并等，会在这里排队等审批。</source>
            <translation>Renaming, renumbering, moving or merging approved addresses waits here for approval.</translation>
        </message>
        <message>
            <source>意见或事由；退回、撤回、撤销须填写</source>
            <translation>Opinion or reason; needed to return, withdraw or revoke</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>已批准，待生效</source>
            <translation>Approved, day to come</translation>
        </message>
        <message>
            <source>到期未能生效</source>
            <translation>Could not take hold</translation>
        </message>
        <message>
            <source>{who}于{at}办理，意见「{opinion}」</source>
            <translation>Decided by {who} on {at}, opinion “{opinion}”</translation>
        </message>
        <message>
            <source>这件申请现在不能这样办理。</source>
            <translation>This cannot be done to this application now.</translation>
        </message>
        <message>
            <source>经办与审批不能是同一个账号。</source>
            <translation>Filing and approving need different accounts.</translation>
        </message>
        <message>
            <source>请先填写意见或事由。</source>
            <translation>Type an opinion or reason first.</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>事项</source>
            <translation>Act</translation>
        </message>
        <message>
            <source>标题</source>
            <translation>Title</translation>
        </message>
        <message>
            <source>个数</source>
            <translation>Count</translation>
        </message>
        <message>
            <source>提交人</source>
            <translation>Filed by</translation>
        </message>
        <message>
            <source>提交时间</source>
            <translation>Filed at</translation>
        </message>
        <message>
            <source>生效日期</source>
            <translation>Takes hold</translation>
        </message>
        <message>
            <source>事由或意见</source>
            <translation>Reason or opinion</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>申请已办理：{state}，涉及 {n} 个地址。</source>
            <translation>Application: {state}, {n} addresses.</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>待审批，他人提交</source>
            <translation>Waiting, filed by others</translation>
        </message>
        <message>
            <source>待审批，本人提交</source>
            <translation>Waiting, filed by me</translation>
        </message>
        <message>
            <source>已办结</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>{act}：事由「{reason}」</source>
            <translation>{act}: reason “{reason}”</translation>
        </message>
        <message>
            <source>已批准，{day} 起生效，涉及 {n} 个地址。</source>
            <translation>Approved, takes hold on {day}, {n} addresses.</translation>
        </message>
        <message>
            <source>{what}{todo}</source>
            <translation>{what} {todo}</translation>
        </message>
        <message>
            <source>现在不能照此办理：{why}。</source>
            <translation>Cannot be done like this now: {why}.</translation>
        </message>
        <message>
            <source>批准后于 {day} 生效。</source>
            <translation>Once approved, takes hold on {day}.</translation>
        </message>
        <message>
            <source>申请的意见</source>
            <translation>Opinion on an application</translation>
        </message>
        <message>
            <source>请先把挡住它的地址改好，明天或重新打开程序时会自动再办；不再需要的，由审批人撤销后重新申请。</source>
            <translation> Put right the addresses in its way first: it is tried again tomorrow, or when the program is opened anew. What is no longer wanted is revoked by an approver and applied for again.</translation>
        </message>
        <message>
            <source>申请已办理：{state}。</source>
            <translation>The application is {state}.</translation>
        </message>
        <message>
            <source>申请的状态是「{state}」，地址没有因它而变；以上是当时申请的内容。</source>
            <translation>The application stands as “{state}”: it changed no address. Above is what was asked for.</translation>
        </message>
        <message>
            <source>已批准，将于 {day} 生效。</source>
            <translation>Approved; takes hold on {day}.</translation>
        </message>
        <message>
            <source>正在读取申请的内容。</source>
            <translation>Reading what is asked for.</translation>
        </message>
        <message>
            <source>意见(&amp;Y)</source>
            <translation>Opinion (&amp;Y)</translation>
        </message>
        <message>
            <source>申请的状态是「{state}」，地址以批准之前的内容为准，已作废的门牌不恢复；以上是当时申请的内容。</source>
            <translation>The application is "{state}"; the addresses are as before the approval, plates voided since stay void. Above is what was asked for.</translation>
        </message>
    </context>
    <context>
        <name>search</name>
        <message>
            <source>，</source>
            <translation>, </translation>
        </message>
        <message>
            <source>拼音</source>
            <translation>pinyin</translation>
        </message>
        <message>
            <source>首字母</source>
            <translation>initials</translation>
        </message>
        <message>
            <source>原名{name}</source>
            <translation>formerly {name}</translation>
        </message>
        <message>
            <source>俗称{name}</source>
            <translation>also called {name}</translation>
        </message>
        <message>
            <source>宣传名{name}</source>
            <translation>promoted as {name}</translation>
        </message>
        <message>
            <source>别名{name}</source>
            <translation>alias {name}</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>code</translation>
        </message>
        <message>
            <source>二维码</source>
            <translation>QR code</translation>
        </message>
        <message>
            <source>接替上一条</source>
            <translation>in place of the one above</translation>
        </message>
        <message>
            <source>名称相近</source>
            <translation>similar name</translation>
        </message>
        <message>
            <source>曾用地址{name}</source>
            <translation>once {name}</translation>
        </message>
        <message>
            <source>行政区划</source>
            <translation>administrative unit</translation>
        </message>
        <message>
            <source>{kind}（{state}）</source>
            <translation>{kind} ({state})</translation>
        </message>
    </context>
    <context>
        <name>paste</name>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>一次最多粘贴 {n} 行，请分几次，或用导入。</source>
            <translation>At most {n} lines can be pasted at once; paste in parts, or import.</translation>
        </message>
        <message>
            <source>事由(&amp;R)</source>
            <translation>&amp;Reason</translation>
        </message>
        <message>
            <source>其余各行可以再按一次“新增”。</source>
            <translation> The other lines can be added by pressing the button once more.</translation>
        </message>
        <message>
            <source>剪贴板里没有文字。</source>
            <translation>The clipboard holds no text.</translation>
        </message>
        <message>
            <source>另有 {n} 条已由别人新增，保持不变。</source>
            <translation> {n} more were added by others meanwhile and stay as they are.</translation>
        </message>
        <message>
            <source>只看不能新增的行(&amp;O)</source>
            <translation>Show &amp;only the lines that cannot be added</translation>
        </message>
        <message>
            <source>可以新增</source>
            <translation>Can be added</translation>
        </message>
        <message>
            <source>在「{above}」下：共 {n} 行，可新增 {fresh} 条，已有 {there} 条，有问题 {bad} 行（不会写入）。</source>
            <translation>Below “{above}”: {n} lines, {fresh} can be added, {there} are there already, {bad} have problems and will not be written.</translation>
        </message>
        <message>
            <source>已新增 {n} 条草稿，可以撤销。</source>
            <translation>{n} drafts added; this can be undone.</translation>
        </message>
        <message>
            <source>新增 {n} 条草稿(&amp;A)</source>
            <translation>&amp;Add {n} drafts</translation>
        </message>
        <message>
            <source>楼层</source>
            <translation>Floor</translation>
        </message>
        <message>
            <source>正在读取粘贴的各行，并与库中的地址和用过的号码核对……</source>
            <translation>Reading the lines and comparing them with the addresses and the numbers used before…</translation>
        </message>
        <message>
            <source>登记为</source>
            <translation>Registered as</translation>
        </message>
        <message>
            <source>第 {lines} 行（共 {n} 行）刚刚变得不能新增，原因见列表；这一次一行也没有写入。</source>
            <translation>Line {lines} ({n} in all) just became impossible to add, see the list for the reason; nothing was written this time.</translation>
        </message>
        <message>
            <source>粘贴新增</source>
            <translation>Added by pasting</translation>
        </message>
        <message>
            <source>粘贴新增下级地址</source>
            <translation>Paste addresses below</translation>
        </message>
        <message>
            <source>粘贴新增地址</source>
            <translation>Add pasted addresses</translation>
        </message>
        <message>
            <source>粘贴的各行</source>
            <translation>Pasted lines</translation>
        </message>
        <message>
            <source>粘贴的文字</source>
            <translation>Pasted text</translation>
        </message>
        <message>
            <source>级别</source>
            <translation>Level</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>行</source>
            <translation>Line</translation>
        </message>
        <message>
            <source>街侧</source>
            <translation>Side</translation>
        </message>
        <message>
            <source>请先选中一条路、一个小区或一个地址，再粘贴它的下级。</source>
            <translation>Select a road, a compound or an address first, then paste what lies below it.</translation>
        </message>
        <message>
            <source>已有，保持不变；要改请用更正或批量编辑</source>
            <translation>There already, left as it is; use Correct or Bulk edit to change it</translation>
        </message>
        <message>
            <source>粘贴到本列表(&amp;P)</source>
            <translation>&amp;Paste into this list</translation>
        </message>
        <message>
            <source>读取粘贴的地址</source>
            <translation>Reading pasted addresses</translation>
        </message>
    </context>
    <context>
        <name>views</name>
        <message>
            <source>{name}</source>
            <translation>{name}</translation>
        </message>
        <message>
            <source>{name}（本单位）</source>
            <translation>{name} (office)</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>「{name}」：{why}。</source>
            <translation>“{name}”: {why}.</translation>
        </message>
        <message>
            <source>保存(&amp;S)</source>
            <translation>&amp;Save</translation>
        </message>
        <message>
            <source>保存当前视图</source>
            <translation>Save this view</translation>
        </message>
        <message>
            <source>保存当前视图…</source>
            <translation>Save this view…</translation>
        </message>
        <message>
            <source>保存的是：所在位置、筛选、排序和显示的列。</source>
            <translation>Kept are: the place, filters, sorting and the columns shown.</translation>
        </message>
        <message>
            <source>保存视图</source>
            <translation>Save a view</translation>
        </message>
        <message>
            <source>关闭(&amp;C)</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>删除(&amp;D)</source>
            <translation>&amp;Delete</translation>
        </message>
        <message>
            <source>双击或按 F2 改名。</source>
            <translation>Double-click or press F2 to rename.</translation>
        </message>
        <message>
            <source>名称(&amp;N)</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>名称太长</source>
            <translation>the name is too long</translation>
        </message>
        <message>
            <source>名称里有不能显示的字符</source>
            <translation>the name holds characters that cannot be shown</translation>
        </message>
        <message>
            <source>已取消收藏「{name}」</source>
            <translation>“{name}” is no longer a favourite</translation>
        </message>
        <message>
            <source>已收藏「{name}」</source>
            <translation>“{name}” is a favourite now</translation>
        </message>
        <message>
            <source>已经有同名的了</source>
            <translation>another one has this name</translation>
        </message>
        <message>
            <source>改名(&amp;M)</source>
            <translation>Rena&amp;me</translation>
        </message>
        <message>
            <source>替换同名视图(&amp;R)</source>
            <translation>&amp;Replace the view of this name</translation>
        </message>
        <message>
            <source>本单位共用，由 {login} 保存</source>
            <translation>Shared in the office, saved by {login}</translation>
        </message>
        <message>
            <source>本单位的人都能看到(&amp;O)</source>
            <translation>Everybody in the &amp;office sees it</translation>
        </message>
        <message>
            <source>没有填写名称</source>
            <translation>no name was given</translation>
        </message>
        <message>
            <source>筛选条件太多，存不下</source>
            <translation>there are too many filter values to keep</translation>
        </message>
        <message>
            <source>管理收藏</source>
            <translation>Manage favourites</translation>
        </message>
        <message>
            <source>管理收藏…</source>
            <translation>Manage favourites…</translation>
        </message>
        <message>
            <source>管理视图</source>
            <translation>Manage views</translation>
        </message>
        <message>
            <source>管理视图…</source>
            <translation>Manage views…</translation>
        </message>
        <message>
            <source>视图没有保存</source>
            <translation>The view was not saved</translation>
        </message>
        <message>
            <source>请少勾选一些值再保存。</source>
            <translation>Tick fewer values and save again.</translation>
        </message>
        <message>
            <source>请换一个名称，最多 {n} 个字。</source>
            <translation>Choose another name of at most {n} characters.</translation>
        </message>
        <message>
            <source>读取视图和收藏</source>
            <translation>Read views and favourites</translation>
        </message>
        <message>
            <source>还没有保存的视图。</source>
            <translation>No views saved yet.</translation>
        </message>
        <message>
            <source>还没有收藏。点星号收藏当前位置。</source>
            <translation>No favourites yet. The star makes this place one.</translation>
        </message>
    </context>
    <context>
        <name>unfinished</name>
        <message>
            <source>未完成的填写</source>
            <translation>Unfinished Forms</translation>
        </message>
        <message>
            <source>以下填写上次没有完成，内容保留到程序结束前两秒。选一项继续，或丢弃。</source>
            <translation>These forms were not finished last time; what was typed is kept up to two seconds before the program ended. Choose one to go on with, or discard it.</translation>
        </message>
        <message>
            <source>继续填写(&amp;C)</source>
            <translation>&amp;Continue</translation>
        </message>
        <message>
            <source>丢弃(&amp;D)</source>
            <translation>&amp;Discard</translation>
        </message>
        <message>
            <source>以后再说(&amp;L)</source>
            <translation>&amp;Later</translation>
        </message>
        <message>
            <source>这个账号现在不能办理这一项。</source>
            <translation>This account cannot do this now.</translation>
        </message>
        <message>
            <source>未完成的填写(&amp;U)…</source>
            <translation>&amp;Unfinished Forms…</translation>
        </message>
        <message>
            <source>磁盘写不进去，填写中的内容这次不能防意外保留；可以照常办理，请尽快确定。</source>
            <translation>The disk cannot be written: what is being typed is not kept against a crash for now. You can work as usual; please confirm soon.</translation>
        </message>
    </context>
    <context>
        <name>redraw</name>
        <message>
            <source>没有选择要调整的单位</source>
            <translation>No unit was chosen</translation>
        </message>
        <message>
            <source>没有填写调整后的单位</source>
            <translation>No unit is named for afterwards</translation>
        </message>
        <message>
            <source>只能调整镇街和社区（村）</source>
            <translation>Only subdistricts and communities (villages) can be changed</translation>
        </message>
        <message>
            <source>填了两次</source>
            <translation>is named twice</translation>
        </message>
        <message>
            <source>没有填写批文文号</source>
            <translation>The number of the approving document is missing</translation>
        </message>
        <message>
            <source>没有这一天</source>
            <translation>there is no such day</translation>
        </message>
        <message>
            <source>生效日期不能早于今天</source>
            <translation>the day must not be earlier than today</translation>
        </message>
        <message>
            <source>生效那天没有这个单位</source>
            <translation>no such unit stands on that day</translation>
        </message>
        <message>
            <source>这个单位就在那一天才设立，请把生效日期定在它设立之后</source>
            <translation>this unit begins on that very day; choose a later day</translation>
        </message>
        <message>
            <source>这个单位已另有撤销的决定</source>
            <translation>it is already decided that this unit ends</translation>
        </message>
        <message>
            <source>不在同一个区；跨区划转请用移交包</source>
            <translation>is not in the same district; use a transfer package</translation>
        </message>
        <message>
            <source>同一单位另有一件区划调整没有办结</source>
            <translation>another change of the same unit is not done yet</translation>
        </message>
        <message>
            <source>照这样填没有改动</source>
            <translation>nothing would change</translation>
        </message>
        <message>
            <source>更名、改隶、析置一次只办一个单位</source>
            <translation>only one unit at a time can be renamed, transferred or split</translation>
        </message>
        <message>
            <source>这样调整之后只能有一个单位</source>
            <translation>only one unit can stand afterwards</translation>
        </message>
        <message>
            <source>合并至少要选两个单位</source>
            <translation>a merger needs at least two units</translation>
        </message>
        <message>
            <source>析置之后至少要有两个单位</source>
            <translation>a split needs at least two units afterwards</translation>
        </message>
        <message>
            <source>镇街不能改隶；划到别的区请用移交包</source>
            <translation>a subdistrict cannot be transferred; to another district use a transfer package</translation>
        </message>
        <message>
            <source>提交申请须写明事由</source>
            <translation>An application needs a reason</translation>
        </message>
        <message>
            <source>区划代码须是这一级的 12 位数字</source>
            <translation>the code must be 12 digits of this level</translation>
        </message>
        <message>
            <source>区划代码的前几位与上级不一致</source>
            <translation>the code does not begin with the parent's digits</translation>
        </message>
        <message>
            <source>这个代码用过，不能再用</source>
            <translation>this code was used before</translation>
        </message>
        <message>
            <source>上级之下的代码已经用完</source>
            <translation>no code is left below the parent</translation>
        </message>
        <message>
            <source>不是要换码的社区</source>
            <translation>is no community that gets another code</translation>
        </message>
        <message>
            <source>生效那天没有这个上级单位</source>
            <translation>no such parent stands on that day</translation>
        </message>
        <message>
            <source>本来就隶属这个上级</source>
            <translation>belongs to this parent already</translation>
        </message>
        <message>
            <source>保留原代码的单位不能同时换上级，请另办改隶</source>
            <translation>a unit that keeps its code keeps its parent; file a transfer</translation>
        </message>
        <message>
            <source>名称不能为空、不能有空格，最多 40 个字</source>
            <translation>a name is one to 40 characters without blanks</translation>
        </message>
        <message>
            <source>同一上级之下已有这个名称</source>
            <translation>another unit below the same parent has this name</translation>
        </message>
        <message>
            <source>不是析置后的单位</source>
            <translation>is none of the units after the split</translation>
        </message>
        <message>
            <source>没有指明其余部分归哪个单位</source>
            <translation>it is not said which unit takes the rest</translation>
        </message>
        <message>
            <source>划分的写法不对</source>
            <translation>the share cannot be read</translation>
        </message>
        <message>
            <source>号段的起止颠倒</source>
            <translation>the range of numbers is reversed</translation>
        </message>
        <message>
            <source>划分重叠，同一处归了两次</source>
            <translation>shares overlap</translation>
        </message>
        <message>
            <source>不在要析置的单位里</source>
            <translation>does not lie in the unit to be split</translation>
        </message>
        <message>
            <source>没有分到任何地址</source>
            <translation>gets no address</translation>
        </message>
        <message>
            <source>「{text}」：{why}</source>
            <translation>“{text}”: {why}</translation>
        </message>
        <message>
            <source>{line}。</source>
            <translation>{line}.</translation>
        </message>
        <message>
            <source>这样的问题共有 {n} 处。</source>
            <translation>There are {n} such problems.</translation>
        </message>
        <message>
            <source>不能这样调整</source>
            <translation>Cannot be changed so</translation>
        </message>
        <message>
            <source>请核对单位、代码和生效日期后重新填写。</source>
            <translation>Check units, codes and the day, then fill it in again.</translation>
        </message>
        <message>
            <source>更名</source>
            <translation>Rename</translation>
        </message>
        <message>
            <source>改隶（划入另一镇街）</source>
            <translation>Transfer (to another subdistrict)</translation>
        </message>
        <message>
            <source>合并</source>
            <translation>Merge</translation>
        </message>
        <message>
            <source>析置（一分为几）</source>
            <translation>Split</translation>
        </message>
        <message>
            <source>社区（村）</source>
            <translation>Community (village)</translation>
        </message>
        <message>
            <source>镇街</source>
            <translation>Subdistrict</translation>
        </message>
        <message>
            <source>单双号</source>
            <translation>all numbers</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>odd</translation>
        </message>
        <message>
            <source>双号</source>
            <translation>even</translation>
        </message>
        <message>
            <source>地名或社区</source>
            <translation>Place or community</translation>
        </message>
        <message>
            <source>号</source>
            <translation>Numbers</translation>
        </message>
        <message>
            <source>从</source>
            <translation>From</translation>
        </message>
        <message>
            <source>到</source>
            <translation>To</translation>
        </message>
        <message>
            <source>归</source>
            <translation>Goes to</translation>
        </message>
        <message>
            <source>（没有）</source>
            <translation>(none)</translation>
        </message>
        <message>
            <source>{kind}：{names} → {heirs}</source>
            <translation>{kind}: {names} → {heirs}</translation>
        </message>
        <message>
            <source>加入(&amp;J)</source>
            <translation>&amp;Join</translation>
        </message>
        <message>
            <source>要调整的单位</source>
            <translation>Units to adjust</translation>
        </message>
        <message>
            <source>调整后的单位</source>
            <translation>Units afterwards</translation>
        </message>
        <message>
            <source>划分</source>
            <translation>Shares</translation>
        </message>
        <message>
            <source>如：厦府〔2026〕8号</source>
            <translation>e.g. 厦府〔2026〕8号</translation>
        </message>
        <message>
            <source>事项(&amp;K)</source>
            <translation>&amp;Kind</translation>
        </message>
        <message>
            <source>单位(&amp;W)</source>
            <translation>Unit (&amp;W)</translation>
        </message>
        <message>
            <source>新上级(&amp;E)</source>
            <translation>New par&amp;ent</translation>
        </message>
        <message>
            <source>调整后</source>
            <translation>Afterwards</translation>
        </message>
        <message>
            <source>其余归(&amp;T)</source>
            <translation>Res&amp;t goes to</translation>
        </message>
        <message>
            <source>生效日期(&amp;D)</source>
            <translation>Effective &amp;day</translation>
        </message>
        <message>
            <source>请选择要调整的单位；合并时逐个按「加入」。</source>
            <translation>Choose the unit to adjust; for a merger press Join for each.</translation>
        </message>
        <message>
            <source>请填写调整后单位的代码和名称。</source>
            <translation>Fill in code and name of the units afterwards.</translation>
        </message>
        <message>
            <source>请填写批文文号。</source>
            <translation>Fill in the document's number.</translation>
        </message>
        <message>
            <source>加入</source>
            <translation>Join</translation>
        </message>
        <message>
            <source>移去(&amp;V)</source>
            <translation>Remo&amp;ve</translation>
        </message>
        <message>
            <source>添加单位(&amp;U)</source>
            <translation>Add &amp;unit</translation>
        </message>
        <message>
            <source>去掉(&amp;X)</source>
            <translation>Remove (&amp;X)</translation>
        </message>
        <message>
            <source>去掉(&amp;Y)</source>
            <translation>Remove (&amp;Y)</translation>
        </message>
        <message>
            <source>添加划分(&amp;H)</source>
            <translation>Add s&amp;hare</translation>
        </message>
        <message>
            <source>批文文号(&amp;M)</source>
            <translation>Docu&amp;ment</translation>
        </message>
        <message>
            <source>号段的起止只填数字，不填表示不限。</source>
            <translation>Bounds are digits only; empty means no bound.</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>代码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>区划调整</source>
            <translation>Adjust units</translation>
        </message>
        <message>
            <source>提交申请(&amp;O)</source>
            <translation>Submit (&amp;O)</translation>
        </message>
        <message>
            <source>更名、改隶、合并、析置镇街或社区。提交后由另一人审批，在生效日当天一次办妥；生效后不能撤销，只能再办一次调整。</source>
            <translation>Rename, transfer, merge or split subdistricts and communities. Another person approves; it is carried out on its day at once and cannot be revoked, only adjusted again.</translation>
        </message>
        <message>
            <source>记入操作日志</source>
            <translation>Kept in the journal</translation>
        </message>
        <message>
            <source>事由(&amp;R)</source>
            <translation>&amp;Reason</translation>
        </message>
        <message>
            <source>正在核对…</source>
            <translation>Checking…</translation>
        </message>
        <message>
            <source>提交申请须写明事由。</source>
            <translation>An application needs a reason.</translation>
        </message>
        <message>
            <source>{what}{todo}</source>
            <translation>{what} {todo}</translation>
        </message>
        <message>
            <source>区划调整(&amp;Z)…</source>
            <translation>Adjust units (&amp;Z)…</translation>
        </message>
        <message>
            <source>镇街、社区的更名、改隶、合并、析置</source>
            <translation>Rename, transfer, merge or split subdistricts and communities</translation>
        </message>
        <message>
            <source>跨区移交(&amp;T)…</source>
            <translation>Hand-over &amp;to districts…</translation>
        </message>
        <message>
            <source>把社区移交给别的区，或接收移交包</source>
            <translation>Hand a community to another district, or take a package in</translation>
        </message>
        <message>
            <source>区划调整由全区范围的经办提交。</source>
            <translation>Units are adjusted by a clerk of the whole district.</translation>
        </message>
        <message>
            <source>跨区移交由区经办和审批人办理。</source>
            <translation>Hand-overs are done by the district's clerks and chiefs.</translation>
        </message>
        <message>
            <source>已提交区划调整，等另一人审批。见 地址 → 申请。</source>
            <translation>The adjustment is filed and awaits another person. See Addresses → Applications.</translation>
        </message>
        <message>
            <source>单位代码 {code}，可在地址库的树里打开。</source>
            <translation>Unit code {code}; open it in the address tree.</translation>
        </message>
        <message>
            <source>门牌</source>
            <translation>Plates</translation>
        </message>
        <message>
            <source>未完成的制牌批次</source>
            <translation>Unfinished plate batches</translation>
        </message>
        <message>
            <source>检查包（收回后照常合并）</source>
            <translation>Inspection packages (merged as usual when they return)</translation>
        </message>
        <message>
            <source>未交回的检查表</source>
            <translation>Inspection forms out</translation>
        </message>
        <message>
            <source>未销号的问题</source>
            <translation>Open problems</translation>
        </message>
        <message>
            <source>附件</source>
            <translation>Attachments</translation>
        </message>
        <message>
            <source>人员记录</source>
            <translation>Person records</translation>
        </message>
        <message>
            <source>在外的核查表</source>
            <translation>Check sheets out</translation>
        </message>
        <message>
            <source>略图图层</source>
            <translation>Map layers</translation>
        </message>
        <message>
            <source>影响</source>
            <translation>Consequences</translation>
        </message>
        <message>
            <source>调整后各单位得到的地址</source>
            <translation>Addresses that each unit gets</translation>
        </message>
        <message>
            <source>换社区的地址（含已注销等）</source>
            <translation>Addresses that change community (cancelled ones too)</translation>
        </message>
        <message>
            <source>范围随之改变的账号</source>
            <translation>Accounts whose areas change</translation>
        </message>
        <message>
            <source>随同调整的其他内容</source>
            <translation>Other things that go along</translation>
        </message>
        <message>
            <source>个数</source>
            <translation>Count</translation>
        </message>
        <message>
            <source>当天终止的单位</source>
            <translation>Units that end on the day</translation>
        </message>
        <message>
            <source>当天设立的单位</source>
            <translation>Units that begin on the day</translation>
        </message>
        <message>
            <source>涉及的地名</source>
            <translation>Places concerned</translation>
        </message>
        <message>
            <source>未办结的申请</source>
            <translation>Applications not decided</translation>
        </message>
        <message>
            <source>待生效的变更</source>
            <translation>Changes waiting for their day</translation>
        </message>
        <message>
            <source>保存的视图和收藏</source>
            <translation>Saved views and favourites</translation>
        </message>
        <message>
            <source>其他记录</source>
            <translation>Other records</translation>
        </message>
        <message>
            <source>{name}（{code}）</source>
            <translation>{name} ({code})</translation>
        </message>
        <message>
            <source>提交区划调整</source>
            <translation>File adjustment</translation>
        </message>
        <message>
            <source>读取行政区划</source>
            <translation>Read units</translation>
        </message>
        <message>
            <source>取新代码</source>
            <translation>Get a new code</translation>
        </message>
        <message>
            <source>读取地名</source>
            <translation>Read places</translation>
        </message>
        <message>
            <source>预览区划调整</source>
            <translation>Preview adjustment</translation>
        </message>
        <message>
            <source>请先选好要合并的单位</source>
            <translation>Choose a unit to merge first</translation>
        </message>
        <message>
            <source>这件区划调整还没有提交。填写的内容要留着吗？</source>
            <translation>This redraw has not been filed. Keep what was typed?</translation>
        </message>
        <message>
            <source>没有提交；填写的内容留着，从 编辑 → 未完成的填写 可以接着填。</source>
            <translation>Not filed; what was typed is kept: Edit → Unfinished forms.</translation>
        </message>
        <message>
            <source>没有</source>
            <translation>None</translation>
        </message>
        <message>
            <source>……</source>
            <translation>…</translation>
        </message>
        <message>
            <source>{name}（{role}）</source>
            <translation>{name} ({role})</translation>
        </message>
        <message>
            <source>改管 {unit}</source>
            <translation>then {unit}</translation>
        </message>
        <message>
            <source>参加划分的地址（含已注销等）</source>
            <translation>Addresses shared out (with cancelled ones)</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>请把生效日期填写完整，不早于今天。</source>
            <translation>Fill in the whole day it takes hold on, today or later.</translation>
        </message>
    </context>
    <context>
        <name>sketch</name>
        <message>
            <source>PNG 图片 (*.png);;PDF 文件 (*.pdf)</source>
            <translation>PNG picture (*.png);;PDF file (*.pdf)</translation>
        </message>
        <message>
            <source>{address}
原坐标系 {datum}，换算显示</source>
            <translation>{address}
kept in {datum}, shown converted</translation>
        </message>
        <message>
            <source>{address}位置略图</source>
            <translation>Location sketch of {address}</translation>
        </message>
        <message>
            <source>{aspect}（视野内 {n} 处）</source>
            <translation>{aspect} ({n} in view)</translation>
        </message>
        <message>
            <source>{kind} {n} 个</source>
            <translation>{kind}: {n}</translation>
        </message>
        <message>
            <source>{length}　{datum}</source>
            <translation>{length}  {datum}</translation>
        </message>
        <message>
            <source>{lng}，{lat}（按 {datum} 保存）</source>
            <translation>{lng}, {lat} (kept as {datum})</translation>
        </message>
        <message>
            <source>{name}（{keys}）</source>
            <translation>{name} ({keys})</translation>
        </message>
        <message>
            <source>{name}（{kind}）</source>
            <translation>{name} ({kind})</translation>
        </message>
        <message>
            <source>{n} 个控制点，平均误差 {error}，每像素 {scale} 米。</source>
            <translation>{n} control points, mean error {error}, {scale} m per pixel. </translation>
        </message>
        <message>
            <source>{n} 公里</source>
            <translation>{n} km</translation>
        </message>
        <message>
            <source>{n} 米</source>
            <translation>{n} m</translation>
        </message>
        <message>
            <source>{office}　{person}　{day}　坐标系 {datum}</source>
            <translation>{office}  {person}  {day}  datum {datum}</translation>
        </message>
        <message>
            <source>{was} → {now}</source>
            <translation>{was} → {now}</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>{why}：{detail}。</source>
            <translation>{why}: {detail}.</translation>
        </message>
        <message>
            <source>「{name}」：{why}。</source>
            <translation>“{name}”: {why}.</translation>
        </message>
        <message>
            <source>不在厦门市范围内</source>
            <translation>not within Xiamen</translation>
        </message>
        <message>
            <source>不是 GeoJSON 文件</source>
            <translation>not a GeoJSON file</translation>
        </message>
        <message>
            <source>不是完整的 .shp 文件</source>
            <translation>not a complete .shp file</translation>
        </message>
        <message>
            <source>不是完整的 JSON 文件</source>
            <translation>not a complete JSON file</translation>
        </message>
        <message>
            <source>不认识的坐标系</source>
            <translation>unknown datum</translation>
        </message>
        <message>
            <source>两个点看不出误差，最好再加一个。</source>
            <translation>Two points show no error; better add another.</translation>
        </message>
        <message>
            <source>仅供内部参考，不得作为测绘成果使用</source>
            <translation>For internal reference only; not a survey product</translation>
        </message>
        <message>
            <source>从略图上移除「{name}」？原文件和登记记录都不会删除。</source>
            <translation>Remove “{name}” from the map? Neither the file nor its record is deleted.</translation>
        </message>
        <message>
            <source>位置不对</source>
            <translation>Wrong position</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>保存图层</source>
            <translation>Save layer</translation>
        </message>
        <message>
            <source>保存总平面图</source>
            <translation>Save site plan</translation>
        </message>
        <message>
            <source>修改图层</source>
            <translation>Change layer</translation>
        </message>
        <message>
            <source>先在左边图上点一个能认准的位置（房角、路口），再在右边略图上点同一处。至少两处。</source>
            <translation>Click a spot on the plan that can be recognised (a corner, a junction), then the same spot on the map. At least twice.</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>内容：</source>
            <translation>Contents:</translation>
        </message>
        <message>
            <source>再在右边略图上点出同一个位置；也可直接在表里填写经纬度。</source>
            <translation>Now click the same spot on the map on the right, or type its position into the table.</translation>
        </message>
        <message>
            <source>再在左边总平面图上点出同一个位置。</source>
            <translation>Now click the same spot on the site plan on the left.</translation>
        </message>
        <message>
            <source>删除此行(&amp;D)</source>
            <translation>&amp;Delete row</translation>
        </message>
        <message>
            <source>原为 {lng}，{lat}（{datum}）</source>
            <translation>was {lng}, {lat} ({datum})</translation>
        </message>
        <message>
            <source>原坐标系 {datum}，这里按 {shown} 换算显示。</source>
            <translation>Kept in {datum}, shown here converted to {shown}.</translation>
        </message>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>取消(&amp;N)</source>
            <translation>Ca&amp;ncel</translation>
        </message>
        <message>
            <source>名称(&amp;N)：</source>
            <translation>&amp;Name:</translation>
        </message>
        <message>
            <source>名称：</source>
            <translation>Name:</translation>
        </message>
        <message>
            <source>图上 X（像素）</source>
            <translation>Plan X (px)</translation>
        </message>
        <message>
            <source>图上 Y（像素）</source>
            <translation>Plan Y (px)</translation>
        </message>
        <message>
            <source>图层…</source>
            <translation>Layers…</translation>
        </message>
        <message>
            <source>图层名称太长</source>
            <translation>the layer's name is too long</translation>
        </message>
        <message>
            <source>图层名称里有不能显示的字符</source>
            <translation>the layer's name has characters that cannot be shown</translation>
        </message>
        <message>
            <source>图层和总平面图 ({every})</source>
            <translation>Layers and site plans ({every})</translation>
        </message>
        <message>
            <source>图层已保存。</source>
            <translation>Layer saved.</translation>
        </message>
        <message>
            <source>图层改名</source>
            <translation>Rename layer</translation>
        </message>
        <message>
            <source>图层没有保存</source>
            <translation>The layer was not saved</translation>
        </message>
        <message>
            <source>图形套得太深</source>
            <translation>shapes are nested too deeply</translation>
        </message>
        <message>
            <source>图片已不在附件里，无法显示。</source>
            <translation>Its picture is no longer among the attachments and cannot be shown.</translation>
        </message>
        <message>
            <source>在图上点一下「{address}」的位置；也可用方向键移动，回车确定，Esc 取消。</source>
            <translation>Click where “{address}” lies; or move with the arrow keys, Enter to place, Esc to cancel.</translation>
        </message>
        <message>
            <source>地图坐标系：{datum}</source>
            <translation>Map datum: {datum}</translation>
        </message>
        <message>
            <source>地址分布略图</source>
            <translation>Sketch map of addresses</translation>
        </message>
        <message>
            <source>坐标不是有效的数</source>
            <translation>a coordinate is no valid number</translation>
        </message>
        <message>
            <source>坐标是米而不是经纬度，又没有说明投影（{detail}）</source>
            <translation>coordinates are metres, not degrees, and no projection is named ({detail})</translation>
        </message>
        <message>
            <source>坐标点太多，超过上限 {detail}</source>
            <translation>too many positions, more than {detail}</translation>
        </message>
        <message>
            <source>坐标系(&amp;D)：</source>
            <translation>&amp;Datum:</translation>
        </message>
        <message>
            <source>坐标系「{detail}」不能换算</source>
            <translation>the coordinate system “{detail}” cannot be converted</translation>
        </message>
        <message>
            <source>导出…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <source>导出略图</source>
            <translation>Export sketch map</translation>
        </message>
        <message>
            <source>属性表 .dbf 读不出来</source>
            <translation>the table .dbf cannot be read</translation>
        </message>
        <message>
            <source>已写入 {file}</source>
            <translation>Wrote {file}</translation>
        </message>
        <message>
            <source>已标注「{address}」，可用 Ctrl+Z 撤销。</source>
            <translation>Placed “{address}”; Ctrl+Z takes it back.</translation>
        </message>
        <message>
            <source>已添加图层「{name}」。</source>
            <translation>Added layer “{name}”.</translation>
        </message>
        <message>
            <source>已经有同名的图层</source>
            <translation>there is a layer of this name already</translation>
        </message>
        <message>
            <source>总平面图</source>
            <translation>Site plan</translation>
        </message>
        <message>
            <source>总平面图没有图片</source>
            <translation>the site plan has no picture</translation>
        </message>
        <message>
            <source>总平面图没有配准</source>
            <translation>The site plan was not laid</translation>
        </message>
        <message>
            <source>总平面图浓淡(&amp;O)：</source>
            <translation>Site plan &amp;opacity:</translation>
        </message>
        <message>
            <source>总平面图配准</source>
            <translation>Lay site plan</translation>
        </message>
        <message>
            <source>把「{address}」标注在这里？</source>
            <translation>Place “{address}” here?</translation>
        </message>
        <message>
            <source>把「{address}」移动 {far}？</source>
            <translation>Move “{address}” by {far}?</translation>
        </message>
        <message>
            <source>按什么着色</source>
            <translation>Coloured by what</translation>
        </message>
        <message>
            <source>按格汇总，放大后逐个显示</source>
            <translation>Counted by cells; zoom in to see each</translation>
        </message>
        <message>
            <source>按这些控制点，图的比例不合理</source>
            <translation>these control points give an implausible scale</translation>
        </message>
        <message>
            <source>控制点</source>
            <translation>Control points</translation>
        </message>
        <message>
            <source>控制点在一条直线上</source>
            <translation>the control points lie on one line</translation>
        </message>
        <message>
            <source>控制点太多</source>
            <translation>too many control points</translation>
        </message>
        <message>
            <source>控制点至少要两个</source>
            <translation>at least two control points are needed</translation>
        </message>
        <message>
            <source>控制点重合在一处</source>
            <translation>the control points coincide</translation>
        </message>
        <message>
            <source>改名(&amp;R)…</source>
            <translation>&amp;Rename…</translation>
        </message>
        <message>
            <source>放大</source>
            <translation>Zoom in</translation>
        </message>
        <message>
            <source>文件不是图片或 PDF，或已损坏、有密码</source>
            <translation>no picture or PDF, or it is damaged or locked</translation>
        </message>
        <message>
            <source>文件或其中一个图形太大</source>
            <translation>the file or one of its shapes is too large</translation>
        </message>
        <message>
            <source>文件打不开</source>
            <translation>the file cannot be opened</translation>
        </message>
        <message>
            <source>文件是平面坐标（{system}），已换算成 CGCS2000 经纬度。</source>
            <translation>The file is in plane coordinates ({system}); converted to CGCS2000 degrees.</translation>
        </message>
        <message>
            <source>文件没有注明坐标系，请向提供单位问清楚再选；选错会偏离几百米。</source>
            <translation>The file does not name its datum: ask who delivered it; a wrong choice is off by hundreds of metres.</translation>
        </message>
        <message>
            <source>文件自己注明是 CGCS2000（或 WGS-84）经纬度。</source>
            <translation>The file itself says CGCS2000 (or WGS-84) degrees.</translation>
        </message>
        <message>
            <source>文件里没有任何图形</source>
            <translation>the file holds no shapes</translation>
        </message>
        <message>
            <source>文件：</source>
            <translation>File:</translation>
        </message>
        <message>
            <source>显示用的坐标系；库里的坐标按原样保存，其他坐标系的换算显示</source>
            <translation>Datum shown; positions are kept as given, those of other datums are shown converted</translation>
        </message>
        <message>
            <source>查找位置</source>
            <translation>Find position</translation>
        </message>
        <message>
            <source>标注</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>标注位置</source>
            <translation>Place point</translation>
        </message>
        <message>
            <source>直接编辑：标注位置</source>
            <translation>Direct edit: put on the map</translation>
        </message>
        <message>
            <source>标注情况</source>
            <translation>Position state</translation>
        </message>
        <message>
            <source>核对位置</source>
            <translation>Check position</translation>
        </message>
        <message>
            <source>没有填写图层名称</source>
            <translation>no layer name was given</translation>
        </message>
        <message>
            <source>法律状态</source>
            <translation>Legal state</translation>
        </message>
        <message>
            <source>注意：离同一地名最近的标注也有 {far}。</source>
            <translation>Mind: the nearest point of the same street is {far} away.</translation>
        </message>
        <message>
            <source>注意：离同一地名的其他标注 {far}，像是 {likely} 的坐标当成了 {datum}。</source>
            <translation>Mind: {far} from other points of the same street; it looks like {likely} taken for {datum}.</translation>
        </message>
        <message>
            <source>添加</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>添加(&amp;A)…</source>
            <translation>&amp;Add…</translation>
        </message>
        <message>
            <source>添加一行(&amp;A)</source>
            <translation>&amp;Add row</translation>
        </message>
        <message>
            <source>添加图层</source>
            <translation>Add layer</translation>
        </message>
        <message>
            <source>点</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>略图</source>
            <translation>Map</translation>
        </message>
        <message>
            <source>略图图层</source>
            <translation>Map layers</translation>
        </message>
        <message>
            <source>确认(&amp;Y)</source>
            <translation>&amp;Yes</translation>
        </message>
        <message>
            <source>移动「{address}」？</source>
            <translation>Move “{address}”?</translation>
        </message>
        <message>
            <source>移除</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>移除(&amp;D)…</source>
            <translation>Remove(&amp;D)…</translation>
        </message>
        <message>
            <source>移除图层</source>
            <translation>Remove layer</translation>
        </message>
        <message>
            <source>第 {detail} 个图形的坐标不是有效的数</source>
            <translation>a coordinate of shape {detail} is no valid number</translation>
        </message>
        <message>
            <source>第 {detail} 个图形的类型不认识</source>
            <translation>shape {detail} is of an unknown type</translation>
        </message>
        <message>
            <source>纬度</source>
            <translation>Latitude</translation>
        </message>
        <message>
            <source>线</source>
            <translation>Lines</translation>
        </message>
        <message>
            <source>经度</source>
            <translation>Longitude</translation>
        </message>
        <message>
            <source>经度和纬度写反了</source>
            <translation>longitude and latitude are exchanged</translation>
        </message>
        <message>
            <source>缩小</source>
            <translation>Zoom out</translation>
        </message>
        <message>
            <source>视野内 {n} 处</source>
            <translation>{n} in view</translation>
        </message>
        <message>
            <source>详情</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>误差（米）</source>
            <translation>Error (m)</translation>
        </message>
        <message>
            <source>请在图上分散选取两个以上能认准的点，如房角、路口。</source>
            <translation>Choose two or more well-spread spots that can be recognised, such as corners or junctions.</translation>
        </message>
        <message>
            <source>请换一个名称，最多 {n} 个字。</source>
            <translation>Choose another name of at most {n} characters.</translation>
        </message>
        <message>
            <source>请核对经度（约 118.1）、纬度（约 24.5）和坐标系。</source>
            <translation>Check longitude (about 118.1), latitude (about 24.5) and datum.</translation>
        </message>
        <message>
            <source>请检查文件，或请提供单位重新导出。</source>
            <translation>Check the file, or ask who delivered it to export it again.</translation>
        </message>
        <message>
            <source>请用 GIS 软件另存为 CGCS2000 经纬度或三度带坐标，连同 .prj 一起放在同一文件夹。</source>
            <translation>Save it from GIS software as CGCS2000 degrees or 3-degree zone, with its .prj in the same folder.</translation>
        </message>
        <message>
            <source>请至少勾选一种内容。</source>
            <translation>Tick at least one kind.</translation>
        </message>
        <message>
            <source>读取图层</source>
            <translation>Read layers</translation>
        </message>
        <message>
            <source>读取图层文件</source>
            <translation>Read layer file</translation>
        </message>
        <message>
            <source>读取地址</source>
            <translation>Read address</translation>
        </message>
        <message>
            <source>读取略图</source>
            <translation>Read map</translation>
        </message>
        <message>
            <source>还没有任何标注。选中一个地址后按「标注」(M) 再点图；也可先用「图层」载入小区、道路或总平面图。</source>
            <translation>No address has a position yet. Select one, press Place (M), then click the map; or load compounds, roads or a site plan under Layers first.</translation>
        </message>
        <message>
            <source>还没有图层。按「添加」载入 GeoJSON、.shp 或总平面图（图片、PDF）。</source>
            <translation>No layers yet. Press Add to load GeoJSON, .shp or a site plan (picture, PDF).</translation>
        </message>
        <message>
            <source>这个地址还没有标注位置。</source>
            <translation>This address has no position yet.</translation>
        </message>
        <message>
            <source>这个地址还没有标注位置：按「标注」(M)，再在图上点一下。</source>
            <translation>This address has no position yet: press Place (M), then click the map.</translation>
        </message>
        <message>
            <source>选中</source>
            <translation>Selected</translation>
        </message>
        <message>
            <source>选择图层文件</source>
            <translation>Choose layer file</translation>
        </message>
        <message>
            <source>配准(&amp;C)…</source>
            <translation>Lay(&amp;C)…</translation>
        </message>
        <message>
            <source>面</source>
            <translation>Areas</translation>
        </message>
        <message>
            <source>（另有 {n} 个没有坐标，略过）</source>
            <translation> ({n} more without a position were passed over)</translation>
        </message>
        <message>
            <source>略图图层 — {name}</source>
            <translation>Layer of the sketch map — {name}</translation>
        </message>
        <message>
            <source>总平面图配准 — {name}</source>
            <translation>Lay a site plan — {name}</translation>
        </message>
        <message>
            <source>上次配准的图层已不在略图上。</source>
            <translation>The layer that was being laid is no longer on the map.</translation>
        </message>
        <message>
            <source>坐标系 {datum}，{name} 于 {day} 添加</source>
            <translation>Datum {datum}, added by {name} on {day}</translation>
        </message>
    </context>
    <context>
        <name>sheets</name>
        <message>
            <source>{address}　{field}：下发时「{issued}」，库中现在「{now}」，社区说「{said}」</source>
            <translation>{address}  {field}: issued “{issued}”, now in the register “{now}”, community says “{said}”</translation>
        </message>
        <message>
            <source>{words}，即与下发时一致</source>
            <translation>{words}, which is as it was issued</translation>
        </message>
        <message>
            <source>」「</source>
            <translation>” “</translation>
        </message>
        <message>
            <source>下发以后库中已经改过，与社区说的又不同</source>
            <translation>The register was changed since the sheet was issued, to something else than the community says</translation>
        </message>
        <message>
            <source>核查结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>据社区核查</source>
            <translation>Checked by the community</translation>
        </message>
        <message>
            <source>社区几次说法不一，另一次说「{said}」</source>
            <translation>The community said different things; another time it said “{said}”</translation>
        </message>
        <message>
            <source>社区在这一行里的说法互相矛盾</source>
            <translation>What the community says in this row contradicts itself</translation>
        </message>
        <message>
            <source>采纳(&amp;A)</source>
            <translation>&amp;Accept</translation>
        </message>
        <message>
            <source>不采纳(&amp;N)</source>
            <translation>&amp;No</translation>
        </message>
        <message>
            <source>选中同样的(&amp;S)</source>
            <translation>&amp;Select alike</translation>
        </message>
        <message>
            <source>没有要处理的</source>
            <translation>Nothing to decide</translation>
        </message>
        <message>
            <source>收回核查表后，与库中不同的、新增的、看不懂的会列在这里；一致的不用处理。</source>
            <translation>When sheets come back, whatever differs from the register, is new or cannot be read is listed here; what agrees needs nothing.</translation>
        </message>
        <message>
            <source>理由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>冲突要一条一条判定，请只选一条。</source>
            <translation>Conflicts are decided one by one: select only one.</translation>
        </message>
        <message>
            <source>判定</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>地址</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Item</translation>
        </message>
        <message>
            <source>下发时</source>
            <translation>Issued</translation>
        </message>
        <message>
            <source>库中现在</source>
            <translation>Register now</translation>
        </message>
        <message>
            <source>社区说</source>
            <translation>Community says</translation>
        </message>
        <message>
            <source>处理</source>
            <translation>Decision</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Remark</translation>
        </message>
        <message>
            <source>{sheet} 第 {row} 行</source>
            <translation>{sheet} row {row}</translation>
        </message>
        <message>
            <source>{sheet} 第 {row} 行「{field}」：{why}</source>
            <translation>{sheet} row {row} “{field}”: {why}</translation>
        </message>
        <message>
            <source>{who}：{reason}</source>
            <translation>{who}: {reason}</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>待处理：有改动</source>
            <translation>Open: changed</translation>
        </message>
        <message>
            <source>待处理：新增</source>
            <translation>Open: new</translation>
        </message>
        <message>
            <source>待处理：冲突</source>
            <translation>Open: conflict</translation>
        </message>
        <message>
            <source>待处理：退回</source>
            <translation>Open: given back</translation>
        </message>
        <message>
            <source>已处理</source>
            <translation>Decided</translation>
        </message>
        <message>
            <source>已选 {n} 条待处理。</source>
            <translation>{n} open findings selected.</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>楼层</source>
            <translation>Floor</translation>
        </message>
        <message>
            <source>现状</source>
            <translation>Existence</translation>
        </message>
        <message>
            <source>门牌</source>
            <translation>Plate</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Remark</translation>
        </message>
        <message>
            <source>校验码</source>
            <translation>Check code</translation>
        </message>
        <message>
            <source>正确名称</source>
            <translation>Right name</translation>
        </message>
        <message>
            <source>正确楼层</source>
            <translation>Right floor</translation>
        </message>
        <message>
            <source>实际现状</source>
            <translation>Actual existence</translation>
        </message>
        <message>
            <source>一致</source>
            <translation>Right</translation>
        </message>
        <message>
            <source>有改动</source>
            <translation>Changed</translation>
        </message>
        <message>
            <source>新增</source>
            <translation>New</translation>
        </message>
        <message>
            <source>冲突</source>
            <translation>Conflict</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>Given back</translation>
        </message>
        <message>
            <source>全部地址</source>
            <translation>All addresses</translation>
        </message>
        <message>
            <source>仅待核实的地址</source>
            <translation>Only addresses to be verified</translation>
        </message>
        <message>
            <source>地址库中选中的地址</source>
            <translation>Addresses selected in the register</translation>
        </message>
        <message>
            <source>校验码与本表不符，可能是别的核查表的行</source>
            <translation>The check code does not fit this sheet; the row may belong to another</translation>
        </message>
        <message>
            <source>校验码被挪到了另一行</source>
            <translation>The check code was moved to another row</translation>
        </message>
        <message>
            <source>同一行出现两次，只收第一次</source>
            <translation>The row occurs twice; the first one counts</translation>
        </message>
        <message>
            <source>核查结果不是一致、有误、不存在、新增之一</source>
            <translation>The result is none of right, wrong, missing, new</translation>
        </message>
        <message>
            <source>表里已有的地址不能标为新增</source>
            <translation>An address on the sheet cannot be new</translation>
        </message>
        <message>
            <source>标了有误，但没有写正确的是什么</source>
            <translation>Marked wrong without saying what is right</translation>
        </message>
        <message>
            <source>名称的写法无法识别</source>
            <translation>The name cannot be read</translation>
        </message>
        <message>
            <source>楼层要写数字，地下写 -1</source>
            <translation>Floors are figures, below ground -1</translation>
        </message>
        <message>
            <source>现状只能是存在、在建、已拆除</source>
            <translation>Existence is standing, being built or demolished</translation>
        </message>
        <message>
            <source>门牌只能是有、无、损坏</source>
            <translation>A plate is there, not there or damaged</translation>
        </message>
        <message>
            <source>文字太长</source>
            <translation>The text is too long</translation>
        </message>
        <message>
            <source>疑似证件号码或手机号码，没有收下</source>
            <translation>Looks like an ID or mobile number; not taken</translation>
        </message>
        <message>
            <source>新增的行没有写地址</source>
            <translation>A new row without an address</translation>
        </message>
        <message>
            <source>已不在库</source>
            <translation>No longer in force</translation>
        </message>
        <message>
            <source>未记录</source>
            <translation>Not recorded</translation>
        </message>
        <message>
            <source>有</source>
            <translation>There</translation>
        </message>
        <message>
            <source>无</source>
            <translation>Not there</translation>
        </message>
        <message>
            <source>损坏</source>
            <translation>Damaged</translation>
        </message>
        <message>
            <source>核查表 (*.xlsx *.xlsm *.xls *.et *.ods)</source>
            <translation>Check sheets (*.xlsx *.xlsm *.xls *.et *.ods)</translation>
        </message>
        <message>
            <source>已采纳 {applied} 条，提交申请 {filed} 条，不采纳 {left} 条</source>
            <translation>{applied} accepted, {filed} filed, {left} not accepted</translation>
        </message>
        <message>
            <source>理由：不采纳的必填；采纳的不填即「{reason}」</source>
            <translation>Reason: required to leave; when taking over, empty means "{reason}"</translation>
        </message>
        <message>
            <source>；涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效</source>
            <translation>; so large a share of the community is concerned that a second person must approve</translation>
        </message>
        <message>
            <source>已导出 {n} 条到 {file}</source>
            <translation>{n} lines exported to {file}</translation>
        </message>
        <message>
            <source>收回的核查表</source>
            <translation>Check sheets that came back</translation>
        </message>
        <message>
            <source>核查表</source>
            <translation>Check sheets</translation>
        </message>
        <message>
            <source>下发(&amp;I)…</source>
            <translation>&amp;Issue…</translation>
        </message>
        <message>
            <source>收回(&amp;T)…</source>
            <translation>&amp;Take back…</translation>
        </message>
        <message>
            <source>收整个文件夹(&amp;F)…</source>
            <translation>Take a &amp;folder…</translation>
        </message>
        <message>
            <source>催办清单(&amp;U)…</source>
            <translation>&amp;Urge list…</translation>
        </message>
        <message>
            <source>更多(&amp;M)</source>
            <translation>&amp;More</translation>
        </message>
        <message>
            <source>核查表下发与回收</source>
            <translation>Check sheets out and back</translation>
        </message>
        <message>
            <source>还没有下发过核查表</source>
            <translation>No check sheet was issued yet</translation>
        </message>
        <message>
            <source>按「下发」选社区，每个社区得到一个表格文件，发给社区填写；交回的文件拖到这里即可。</source>
            <translation>“Issue” asks for communities; each gets a workbook to fill in. Drag the files that come back here.</translation>
        </message>
        <message>
            <source>；其余没有下发</source>
            <translation>; the others were not issued</translation>
        </message>
        <message>
            <source>回收核查表</source>
            <translation>Take check sheets back</translation>
        </message>
        <message>
            <source>{n} 条没有办成，仍待处理。第一条：{why}</source>
            <translation>{n} could not be done and stay open. The first: {why}</translation>
        </message>
        <message>
            <source>撤回核查表</source>
            <translation>Withdraw a check sheet</translation>
        </message>
        <message>
            <source>办结核查表</source>
            <translation>Close a check sheet</translation>
        </message>
        <message>
            <source>核查表催办清单</source>
            <translation>Check sheets to be urged</translation>
        </message>
        <message>
            <source>核查表退回清单</source>
            <translation>Cells given back</translation>
        </message>
        <message>
            <source>重新导出工作簿(&amp;W)…</source>
            <translation>Write the &amp;workbook again…</translation>
        </message>
        <message>
            <source>导出退回清单(&amp;R)…</source>
            <translation>Export what is given &amp;back…</translation>
        </message>
        <message>
            <source>办结(&amp;C)…</source>
            <translation>&amp;Close…</translation>
        </message>
        <message>
            <source>撤回(&amp;X)…</source>
            <translation>Withdra&amp;w…</translation>
        </message>
        <message>
            <source>{n} 份核查表已写到 {folder}</source>
            <translation>{n} check sheets written to {folder}</translation>
        </message>
        <message>
            <source>请选一份核查表；撤回由经办或科长办理，办结由经办办理。</source>
            <translation>Select one check sheet; clerks and chiefs withdraw, clerks close.</translation>
        </message>
        <message>
            <source>选中的核查表没有退回的内容。</source>
            <translation>Nothing was given back on the selected sheets.</translation>
        </message>
        <message>
            <source>下发核查表</source>
            <translation>Issue check sheets</translation>
        </message>
        <message>
            <source>；{n} 个社区没有要核查的地址</source>
            <translation>; {n} communities have nothing to check</translation>
        </message>
        <message>
            <source>社区核查更正</source>
            <translation>Corrections by community check</translation>
        </message>
        <message>
            <source>处理核查结果</source>
            <translation>Deciding</translation>
        </message>
        <message>
            <source>读取核查表</source>
            <translation>Reading check sheets</translation>
        </message>
        <message>
            <source>读取社区</source>
            <translation>Reading communities</translation>
        </message>
        <message>
            <source>读取核查结果</source>
            <translation>Reading results</translation>
        </message>
        <message>
            <source>导出核查表</source>
            <translation>Writing check sheets</translation>
        </message>
        <message>
            <source>经办</source>
            <translation>Clerk</translation>
        </message>
        <message>
            <source>审核</source>
            <translation>Reviewed by</translation>
        </message>
        <message>
            <source>导出催办清单</source>
            <translation>Exporting the urge list</translation>
        </message>
        <message>
            <source>导出退回清单</source>
            <translation>Exporting what is given back</translation>
        </message>
        <message>
            <source>镇街</source>
            <translation>Subdistrict</translation>
        </message>
        <message>
            <source>社区（村居）</source>
            <translation>Community</translation>
        </message>
        <message>
            <source>表号</source>
            <translation>Form number</translation>
        </message>
        <message>
            <source>下发日期</source>
            <translation>Issued on</translation>
        </message>
        <message>
            <source>应交回日期</source>
            <translation>Due on</translation>
        </message>
        <message>
            <source>逾期天数</source>
            <translation>Days late</translation>
        </message>
        <message>
            <source>应核查</source>
            <translation>To check</translation>
        </message>
        <message>
            <source>已核查</source>
            <translation>Checked</translation>
        </message>
        <message>
            <source>未核查</source>
            <translation>Unchecked</translation>
        </message>
        <message>
            <source>工作表</source>
            <translation>Sheet</translation>
        </message>
        <message>
            <source>行</source>
            <translation>Row</translation>
        </message>
        <message>
            <source>格子</source>
            <translation>Cell</translation>
        </message>
        <message>
            <source>填写的内容</source>
            <translation>What was written</translation>
        </message>
        <message>
            <source>退回原因</source>
            <translation>Why given back</translation>
        </message>
        <message>
            <source>读入 {read} = 一致 {accepted} + 有改动 {changed} + 新增 {fresh} + 冲突 {disputed} + 退回 {rejected}；未填 {blank}</source>
            <translation>read {read} = right {accepted} + changed {changed} + new {fresh} + conflict {disputed} + given back {rejected}; not filled in {blank}</translation>
        </message>
        <message>
            <source>这里没有表格文件。</source>
            <translation>There are no workbooks here.</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>应交回</source>
            <translation>Due</translation>
        </message>
        <message>
            <source>待处理</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>下发</source>
            <translation>Issued</translation>
        </message>
        <message>
            <source>逾期未交齐</source>
            <translation>Late</translation>
        </message>
        <message>
            <source>未交回</source>
            <translation>Still out</translation>
        </message>
        <message>
            <source>有待处理</source>
            <translation>With open findings</translation>
        </message>
        <message>
            <source>交回一部分</source>
            <translation>Partly back</translation>
        </message>
        <message>
            <source>已办结或撤回</source>
            <translation>Closed or withdrawn</translation>
        </message>
        <message>
            <source>收下 {n} 份。</source>
            <translation>{n} taken. </translation>
        </message>
        <message>
            <source>{file}：{why}</source>
            <translation>{file}: {why}</translation>
        </message>
        <message>
            <source>{file}（{number}）：</source>
            <translation>{file} ({number}): </translation>
        </message>
        <message>
            <source>{n} 份以前收过，没有变化。</source>
            <translation>{n} had been taken before; nothing changed. </translation>
        </message>
        <message>
            <source>{n} 个文件没有收下。</source>
            <translation>{n} files were not taken.</translation>
        </message>
        <message>
            <source>核查表放在哪个文件夹</source>
            <translation>Folder for the check sheets</translation>
        </message>
        <message>
            <source>选择(&amp;B)…</source>
            <translation>&amp;Browse…</translation>
        </message>
        <message>
            <source>下发(&amp;I)</source>
            <translation>&amp;Issue</translation>
        </message>
        <message>
            <source>社区</source>
            <translation>Communities</translation>
        </message>
        <message>
            <source>镇街、社区（村居）</source>
            <translation>Subdistrict, community</translation>
        </message>
        <message>
            <source>其中待核实</source>
            <translation>To be verified</translation>
        </message>
        <message>
            <source>未交回的表</source>
            <translation>Sheets out</translation>
        </message>
        <message>
            <source>按名称查找社区</source>
            <translation>Find a community by name</translation>
        </message>
        <message>
            <source>哪些地址(&amp;W)：</source>
            <translation>&amp;Which addresses:</translation>
        </message>
        <message>
            <source>交回日期(&amp;D)：</source>
            <translation>&amp;Due on:</translation>
        </message>
        <message>
            <source>文件夹(&amp;F)：</source>
            <translation>&amp;Folder:</translation>
        </message>
        <message>
            <source>请选择放文件的文件夹。</source>
            <translation> Choose a folder.</translation>
        </message>
        <message>
            <source>已选 {n} 个社区，共 {rows} 条地址。</source>
            <translation>{n} communities chosen, {rows} addresses. </translation>
        </message>
        <message>
            <source>其中 {n} 个社区还有没交回的表。</source>
            <translation>{n} of them still have a sheet out. </translation>
        </message>
        <message>
            <source>里面没有核查表的表号</source>
            <translation>No form number stands there</translation>
        </message>
        <message>
            <source>表号有错字，校验位不符</source>
            <translation>The form number is mistyped: its check digits do not fit</translation>
        </message>
        <message>
            <source>这个社区今年的核查表已经太多，编不出表号</source>
            <translation>This community has too many sheets this year</translation>
        </message>
        <message>
            <source>没有这一天</source>
            <translation>There is no such day</translation>
        </message>
        <message>
            <source>交回日期不能早于今天</source>
            <translation>The due day cannot be before today</translation>
        </message>
        <message>
            <source>没有写明理由</source>
            <translation>No reason is given</translation>
        </message>
        <message>
            <source>没有这份核查表，或不在本人辖区</source>
            <translation>No such check sheet, or not in your area</translation>
        </message>
        <message>
            <source>这份核查表已经撤回，不再回收</source>
            <translation>This check sheet was withdrawn</translation>
        </message>
        <message>
            <source>还有没处理的条目，不能办结</source>
            <translation>Findings are still open</translation>
        </message>
        <message>
            <source>这一条不能直接采纳，请在地址库中核实办理，再选「不采纳」写明结果</source>
            <translation>This cannot be accepted as it is: settle it in the register, then choose “No” and say how</translation>
        </message>
        <message>
            <source>同一地址的同一项有两种说法，只能采纳一种</source>
            <translation>Two different words about one thing: only one can be accepted</translation>
        </message>
        <message>
            <source>找不到它的路名、小区或自然村名，请先登记地名</source>
            <translation>Its road, estate or village is not in the register: enter the name first</translation>
        </message>
        <message>
            <source>它的上级还不在库中，请先采纳或添加上级</source>
            <translation>What it belongs to is not in the register yet: accept or add that first</translation>
        </message>
        <message>
            <source>「{text}」：{why}。</source>
            <translation>“{text}”: {why}.</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>核查表没有办成</source>
            <translation>Check sheet not done</translation>
        </message>
        <message>
            <source>请按提示改正后重试。</source>
            <translation>Please correct it and try again.</translation>
        </message>
        <message>
            <source>{where}「{said}」</source>
            <translation>{where} “{said}”</translation>
        </message>
        <message>
            <source>其中 {n} 条是退回的，不能采纳；要采纳其他的，请先不选它们。</source>
            <translation>{n} of them were given back and cannot be taken; leave them out to take the others.</translation>
        </message>
        <message>
            <source>采纳后又被改回，请重新处理</source>
            <translation>taken over, then changed back; please decide again</translation>
        </message>
        <message>
            <source>{who}：{said}</source>
            <translation>{who}: {said}</translation>
        </message>
        <message>
            <source>采纳后提交的申请：{state}（{whose}），请重新处理</source>
            <translation>the application it was filed by: {state} ({whose}); please decide again</translation>
        </message>
        <message>
            <source>{told}。{again}。</source>
            <translation>{told}. {again}.</translation>
        </message>
        <message>
            <source>选中的另有 {n} 条不在这些社区里或已经注销，不下发。</source>
            <translation>{n} of the selected addresses lie elsewhere or are cancelled and do not go out. </translation>
        </message>
        <message>
            <source>{number}（{community}）</source>
            <translation>{number} ({community})</translation>
        </message>
        <message>
            <source>确定(&amp;O)</source>
            <translation>&amp;OK</translation>
        </message>
        <message>
            <source>必填，记入操作日志</source>
            <translation>Needed; goes into the journal</translation>
        </message>
        <message>
            <source>核查结果的处理理由</source>
            <translation>Reason for deciding findings</translation>
        </message>
        <message>
            <source>上次填写到一半的那份核查表已经不在列表里。</source>
            <translation>The check sheet of the form that was left is no longer listed.</translation>
        </message>
        <message>
            <source>请把交回日期填写完整，不早于今天。</source>
            <translation>Write the day of return in full, not before today.</translation>
        </message>
    </context>
    <context>
        <name>transfer</name>
        <message>
            <source>请对方重新写出文件再送来，并用电话核对指纹。</source>
            <translation>Ask the other office to write the file anew, and compare fingerprints by telephone.</translation>
        </message>
        <message>
            <source>新代码「{detail}」不是 12 位数字</source>
            <translation>The new code “{detail}” is not 12 digits</translation>
        </message>
        <message>
            <source>新代码「{detail}」还在本区；本区之内请用区划调整</source>
            <translation>The new code “{detail}” lies in this district; inside the district use Adjust units</translation>
        </message>
        <message>
            <source>新代码「{detail}」与所属镇街的代码不一致</source>
            <translation>The new code “{detail}” does not fit its subdistrict's code</translation>
        </message>
        <message>
            <source>新社区、镇街和区的名称都要填写</source>
            <translation>Names of the new community, subdistrict and district are all needed</translation>
        </message>
        <message>
            <source>「{detail}」不是区名，应写成「湖里区」的样子</source>
            <translation>“{detail}” is not a district's name; write it like 湖里区</translation>
        </message>
        <message>
            <source>没有填写批文号</source>
            <translation>The approval document's number is missing</translation>
        </message>
        <message>
            <source>生效日期「{detail}」应写成 2026-12-01 的样子</source>
            <translation>Write the effective day “{detail}” like 2026-12-01</translation>
        </message>
        <message>
            <source>生效日期 {detail} 已经过去</source>
            <translation>The effective day {detail} has passed</translation>
        </message>
        <message>
            <source>本区在生效日没有这个社区（{detail}）</source>
            <translation>This district has no such community on that day ({detail})</translation>
        </message>
        <message>
            <source>代码 {detail} 已经用过，不能再给别的社区</source>
            <translation>Code {detail} was used before and cannot be given to another community</translation>
        </message>
        <message>
            <source>这个代码在生效日属于「{detail}」</source>
            <translation>On that day the code belongs to “{detail}”</translation>
        </message>
        <message>
            <source>选定的范围里没有地址</source>
            <translation>There are no addresses in the chosen area</translation>
        </message>
        <message>
            <source>签名口令至少 {count} 个字符</source>
            <translation>The signing password needs at least {count} characters</translation>
        </message>
        <message>
            <source>这个社区已有一份移交在办理</source>
            <translation>A hand-over of this community is under way already</translation>
        </message>
        <message>
            <source>生效日期 {detail} 还没有到</source>
            <translation>The effective day {detail} has not come</translation>
        </message>
        <message>
            <source>有 {count} 个地址还在申请或变更中，如 {detail}</source>
            <translation>{count} addresses are in an application or being changed, such as {detail}</translation>
        </message>
        <message>
            <source>有 {count} 张检查表还在外面，如 {detail}</source>
            <translation>{count} inspection forms are still out, such as {detail}</translation>
        </message>
        <message>
            <source>有 {count} 块牌正在生产，如 {detail}</source>
            <translation>{count} plates are in production, such as {detail}</translation>
        </message>
        <message>
            <source>有 {count} 个号码借给了离线设备，如 {detail}</source>
            <translation>{count} numbers are leased to offline devices, such as {detail}</translation>
        </message>
        <message>
            <source>有 {count} 个地址与上下级不在同一个社区，如 {detail}</source>
            <translation>{count} addresses lie in another community than what is above or below them, such as {detail}</translation>
        </message>
        <message>
            <source>这份移交现在是「{detail}」，不能办这一步</source>
            <translation>The hand-over is “{detail}” now; this step is not possible</translation>
        </message>
        <message>
            <source>交出之后库里的内容变了，不能再写出同一份移交包</source>
            <translation>The register changed after the hand-over; the same package cannot be written again</translation>
        </message>
        <message>
            <source>本库还没有签名密钥</source>
            <translation>This register has no signing key yet</translation>
        </message>
        <message>
            <source>签名口令不对</source>
            <translation>The signing password is wrong</translation>
        </message>
        <message>
            <source>共享库里交出和接收要由库的所有者在命令行办理</source>
            <translation>On a shared register, handing out and taking in are done by its owner on the command line</translation>
        </message>
        <message>
            <source>练习库不能交出，也不能接收</source>
            <translation>A practice register neither hands out nor takes in</translation>
        </message>
        <message>
            <source>有 {count} 个相同的地址还没有决定，如 {detail}</source>
            <translation>{count} addresses that meet one of ours are undecided, such as {detail}</translation>
        </message>
        <message>
            <source>「{detail}」有冲突，不能当作同一地址</source>
            <translation>“{detail}” clashes and cannot be the same address</translation>
        </message>
        <message>
            <source>本区没有镇街 {detail}</source>
            <translation>This district has no subdistrict {detail}</translation>
        </message>
        <message>
            <source>这份移交包是给别的区（{detail}）的</source>
            <translation>This package is for another district ({detail})</translation>
        </message>
        <message>
            <source>对方的库号与本库相同（{detail}），编号会相撞</source>
            <translation>The other register has the same number ({detail}); ids would collide</translation>
        </message>
        <message>
            <source>包里的「{detail}」本库已经有过，不能再接收一次</source>
            <translation>“{detail}” of the package was in this register before and cannot come again</translation>
        </message>
        <message>
            <source>与核对时的移交包不是同一个文件</source>
            <translation>Not the same file as the package that was checked</translation>
        </message>
        <message>
            <source>还没有与对方用电话核对指纹</source>
            <translation>Fingerprints were not compared by telephone yet</translation>
        </message>
        <message>
            <source>附件的内容在本库里找不到（{detail}）</source>
            <translation>An attached file's content is missing in this register ({detail})</translation>
        </message>
        <message>
            <source>文件里的说明读不懂</source>
            <translation>The description in the file cannot be read</translation>
        </message>
        <message>
            <source>文件的格式版本 {detail} 本程序不认识</source>
            <translation>This program does not know format version {detail}</translation>
        </message>
        <message>
            <source>这是一份回执，不是移交包</source>
            <translation>This is a receipt, not a package</translation>
        </message>
        <message>
            <source>这是一份移交包，不是回执</source>
            <translation>This is a package, not a receipt</translation>
        </message>
        <message>
            <source>签名不对：文件被改过，或不是用这把密钥签的</source>
            <translation>The signature is wrong: the file was altered, or another key signed it</translation>
        </message>
        <message>
            <source>「{detail}」与签过名的说明不符</source>
            <translation>“{detail}” is not what was signed</translation>
        </message>
        <message>
            <source>「{detail}」这一行读不懂或不合规则</source>
            <translation>The line “{detail}” cannot be read or breaks a rule</translation>
        </message>
        <message>
            <source>「{detail}」不属于这次移交的范围</source>
            <translation>“{detail}” does not belong to this hand-over</translation>
        </message>
        <message>
            <source>这份回执不是给这次移交的</source>
            <translation>This receipt is for another hand-over</translation>
        </message>
        <message>
            <source>签名的密钥与核对过的指纹不同</source>
            <translation>The signing key is not the one whose fingerprint was compared</translation>
        </message>
        <message>
            <source>移交没有办成</source>
            <translation>The hand-over was not carried out</translation>
        </message>
        <message>
            <source>请先把这些申请办结或撤回，再交出。</source>
            <translation>Finish or withdraw these applications first.</translation>
        </message>
        <message>
            <source>请先收回检查包并合并。</source>
            <translation>Take the inspection packages back and merge them first.</translation>
        </message>
        <message>
            <source>请先把生产中的牌办到货，或退出清单。</source>
            <translation>Receive the plates in production first, or take them off the list.</translation>
        </message>
        <message>
            <source>请先收回离线设备的号码。</source>
            <translation>Take the offline devices' numbers back first.</translation>
        </message>
        <message>
            <source>请先把上下级归到同一个社区。</source>
            <translation>Put what is above and below into one community first.</translation>
        </message>
        <message>
            <source>请在生效日当天或以后办理。</source>
            <translation>Do it on the effective day or later.</translation>
        </message>
        <message>
            <source>请审批人先生成签名密钥。</source>
            <translation>A chief makes the signing key first.</translation>
        </message>
        <message>
            <source>请系统管理员运行 zhipai transfer 命令。</source>
            <translation>The administrator runs the command zhipai transfer.</translation>
        </message>
        <message>
            <source>请先在本区建立这个镇街，或请对方改正代码。</source>
            <translation>Set up the subdistrict here first, or ask the other office to correct the code.</translation>
        </message>
        <message>
            <source>请联系系统管理员，查看操作日志里交出之后的记录。</source>
            <translation>Ask the administrator to look at the journal after the hand-over.</translation>
        </message>
        <message>
            <source>请逐条决定后再提交。</source>
            <translation>Decide each line before submitting.</translation>
        </message>
        <message>
            <source>请打电话给对方，念出并核对六组数字。</source>
            <translation>Telephone the other office and compare the six groups of digits.</translation>
        </message>
        <message>
            <source>待批准</source>
            <translation>Awaiting approval</translation>
        </message>
        <message>
            <source>已批准，待交出</source>
            <translation>Approved, to be handed out</translation>
        </message>
        <message>
            <source>已交出，等回执</source>
            <translation>Handed out, awaiting receipt</translation>
        </message>
        <message>
            <source>已回执</source>
            <translation>Receipt here</translation>
        </message>
        <message>
            <source>已撤回</source>
            <translation>Withdrawn</translation>
        </message>
        <message>
            <source>已核对，待接收</source>
            <translation>Checked, to be taken in</translation>
        </message>
        <message>
            <source>已接收</source>
            <translation>Taken in</translation>
        </message>
        <message>
            <source>同一地址</source>
            <translation>Same address</translation>
        </message>
        <message>
            <source>另立待核实</source>
            <translation>Beside, to be verified</translation>
        </message>
        <message>
            <source>请核对后重新填写或选择。</source>
            <translation>Check it, then fill in or choose again.</translation>
        </message>
        <message>
            <source>{why}。</source>
            <translation>{why}.</translation>
        </message>
        <message>
            <source>本库签名指纹：{key}（打电话时念给对方核对）</source>
            <translation>Fingerprint of this register: {key} (read it out by telephone)</translation>
        </message>
        <message>
            <source>本库还没有签名密钥；交出移交包和写回执之前，请审批人生成。</source>
            <translation>This register has no signing key; a chief makes one before packages and receipts are written.</translation>
        </message>
        <message>
            <source>跨区移交</source>
            <translation>Hand-over to districts</translation>
        </message>
        <message>
            <source>没有跨区移交</source>
            <translation>No hand-overs</translation>
        </message>
        <message>
            <source>社区划到别的区时，在这里交出移交包；收到别的区的移交包，在这里打开和接收。</source>
            <translation>When a community goes to another district, its package is written here; packages of other districts are opened and taken in here.</translation>
        </message>
        <message>
            <source>事由或意见，记入操作日志</source>
            <translation>Reason or opinion, kept in the journal</translation>
        </message>
        <message>
            <source>事由或意见</source>
            <translation>Reason or opinion</translation>
        </message>
        <message>
            <source>交出</source>
            <translation>Out</translation>
        </message>
        <message>
            <source>接收</source>
            <translation>In</translation>
        </message>
        <message>
            <source>本账号的角色不能办这一步。</source>
            <translation>Your role does not allow this step.</translation>
        </message>
        <message>
            <source>选中的移交现在不能办这一步。</source>
            <translation>The selected hand-over does not allow this step now.</translation>
        </message>
        <message>
            <source>上次填写时选中的移交已不在列表里。</source>
            <translation>The hand-over that was being written about is no longer listed.</translation>
        </message>
        <message>
            <source>须由另一人办理。</source>
            <translation>Another person has to do it.</translation>
        </message>
        <message>
            <source>生效日期还没有到。</source>
            <translation>The effective day has not come.</translation>
        </message>
        <message>
            <source>请先生成签名密钥。</source>
            <translation>Make the signing key first.</translation>
        </message>
        <message>
            <source>方向</source>
            <translation>Direction</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>划入</source>
            <translation>Goes to</translation>
        </message>
        <message>
            <source>生效日期</source>
            <translation>Effective on</translation>
        </message>
        <message>
            <source>批文文号</source>
            <translation>Document</translation>
        </message>
        <message>
            <source>提交人</source>
            <translation>Filed by</translation>
        </message>
        <message>
            <source>提交时间</source>
            <translation>Filed at</translation>
        </message>
        <message>
            <source>新的移交(&amp;N)…</source>
            <translation>&amp;New hand-over…</translation>
        </message>
        <message>
            <source>批准(&amp;A)</source>
            <translation>&amp;Approve</translation>
        </message>
        <message>
            <source>交出并写移交包(&amp;R)…</source>
            <translation>Hand out and w&amp;rite package…</translation>
        </message>
        <message>
            <source>再写一次(&amp;G)…</source>
            <translation>Write a&amp;gain…</translation>
        </message>
        <message>
            <source>登记回执(&amp;C)…</source>
            <translation>&amp;Close with receipt…</translation>
        </message>
        <message>
            <source>打开移交包(&amp;P)…</source>
            <translation>O&amp;pen package…</translation>
        </message>
        <message>
            <source>接收(&amp;E)…</source>
            <translation>Tak&amp;e in…</translation>
        </message>
        <message>
            <source>写回执(&amp;T)…</source>
            <translation>Write receip&amp;t…</translation>
        </message>
        <message>
            <source>撤回(&amp;W)</source>
            <translation>&amp;Withdraw</translation>
        </message>
        <message>
            <source>签名密钥(&amp;K)…</source>
            <translation>Signing &amp;key…</translation>
        </message>
        <message>
            <source>{district}{name}</source>
            <translation>{district}{name}</translation>
        </message>
        <message>
            <source>；</source>
            <translation>; </translation>
        </message>
        <message>
            <source>{what}{todo}</source>
            <translation>{what} {todo}</translation>
        </message>
        <message>
            <source>地址 {n} 个</source>
            <translation>{n} addresses</translation>
        </message>
        <message>
            <source>{who}批准</source>
            <translation>approved by {who}</translation>
        </message>
        <message>
            <source>包的签名指纹 {key}</source>
            <translation>package's fingerprint {key}</translation>
        </message>
        <message>
            <source>读取跨区移交</source>
            <translation>Read hand-overs</translation>
        </message>
        <message>
            <source>读取行政区划</source>
            <translation>Read units</translation>
        </message>
        <message>
            <source>读取地名</source>
            <translation>Read places</translation>
        </message>
        <message>
            <source>预览移交</source>
            <translation>Preview hand-over</translation>
        </message>
        <message>
            <source>打开移交包</source>
            <translation>Open package</translation>
        </message>
        <message>
            <source>接收移交包</source>
            <translation>Take package in</translation>
        </message>
        <message>
            <source>签名密钥由本库自己生成，只有知道签名口令的人能用它签名。口令忘了只能生成新的密钥，指纹随之改变，要与各区重新核对。</source>
            <translation>This register makes its signing key itself; only who knows the password can sign with it. If it is forgotten, a new key is needed, its fingerprint differs and has to be compared anew.</translation>
        </message>
        <message>
            <source>生成签名密钥</source>
            <translation>Make signing key</translation>
        </message>
        <message>
            <source>写移交包</source>
            <translation>Write package</translation>
        </message>
        <message>
            <source>回执送回移交的区，对方登记后这次移交办结。</source>
            <translation>The receipt goes back to the giving district; the hand-over is closed when it is entered there.</translation>
        </message>
        <message>
            <source>生成(&amp;O)</source>
            <translation>Make (&amp;O)</translation>
        </message>
        <message>
            <source>签名并写出(&amp;O)…</source>
            <translation>Sign and write (&amp;O)…</translation>
        </message>
        <message>
            <source>登记回执</source>
            <translation>Enter receipt</translation>
        </message>
        <message>
            <source>已接收地址 {n} 个，其中同一地址 {same} 个，另立待核实 {aside} 个。</source>
            <translation>{n} addresses taken in; {same} the same as ours, {aside} beside, to be verified.</translation>
        </message>
        <message>
            <source>写回执</source>
            <translation>Write receipt</translation>
        </message>
        <message>
            <source>批准跨区移交</source>
            <translation>Approve hand-over</translation>
        </message>
        <message>
            <source>已批准，到生效日交出。</source>
            <translation>Approved; it is handed out on the effective day.</translation>
        </message>
        <message>
            <source>撤回跨区移交</source>
            <translation>Withdraw hand-over</translation>
        </message>
        <message>
            <source>已撤回。</source>
            <translation>Withdrawn.</translation>
        </message>
        <message>
            <source>已生成签名密钥，请记好口令。</source>
            <translation>The signing key is made; remember its password.</translation>
        </message>
        <message>
            <source>移交包-{name}-{day}.zpt</source>
            <translation>handover-{name}-{day}.zpt</translation>
        </message>
        <message>
            <source>交出之后，这些地址归 {district}，本库不能再改；请把移交包送给对方，并打电话核对指纹。</source>
            <translation>From now on these addresses are {district}'s and cannot be changed here; send the package and compare fingerprints by telephone.</translation>
        </message>
        <message>
            <source>移交回执-{name}.zpr</source>
            <translation>receipt-{name}.zpr</translation>
        </message>
        <message>
            <source>移交包已写到 {file}。</source>
            <translation>The package was written to {file}.</translation>
        </message>
        <message>
            <source>已登记回执，移交办结。</source>
            <translation>The receipt was entered; the hand-over is closed.</translation>
        </message>
        <message>
            <source>这个移交包已经接收过，不必再办。</source>
            <translation>This package was taken in before; nothing to do.</translation>
        </message>
        <message>
            <source>已提交核对结果，等审批人接收。</source>
            <translation>The decisions are submitted; a chief takes the package in.</translation>
        </message>
        <message>
            <source>回执已写到 {file}。</source>
            <translation>The receipt was written to {file}.</translation>
        </message>
        <message>
            <source>已提交，等审批人批准。</source>
            <translation>Submitted; a chief approves it.</translation>
        </message>
        <message>
            <source>移交包 (*.zpt)</source>
            <translation>Hand-over package (*.zpt)</translation>
        </message>
        <message>
            <source>移交回执 (*.zpr)</source>
            <translation>Hand-over receipt (*.zpr)</translation>
        </message>
        <message>
            <source>回执的签名指纹是
{fingerprint}
请打电话给对方，请对方念出「跨区移交」窗口里显示的本库指纹，照着填写。</source>
            <translation>The receipt's fingerprint is
{fingerprint}
Telephone the other office and have them read out the fingerprint shown in their hand-over window; type what they say.</translation>
        </message>
        <message>
            <source>签名口令(&amp;P)</source>
            <translation>Signing &amp;password</translation>
        </message>
        <message>
            <source>对方念出的六组数字</source>
            <translation>Six groups of digits, as read out</translation>
        </message>
        <message>
            <source>登记(&amp;O)</source>
            <translation>Enter (&amp;O)</translation>
        </message>
        <message>
            <source>对方念出(&amp;F)</source>
            <translation>As read out (&amp;F)</translation>
        </message>
        <message>
            <source>再输一次(&amp;A)</source>
            <translation>&amp;Again</translation>
        </message>
        <message>
            <source>两次输入的口令不一样。</source>
            <translation>The two passwords differ.</translation>
        </message>
        <message>
            <source>{old} → {district}{parent}{name}（{code}），{day} 起，{document}。
地址 {nodes} 个，地名 {places} 个，其中 {adopted} 个本库已有；人员信息没有随包移交。</source>
            <translation>{old} → {district}{parent}{name} ({code}), from {day}, {document}.
{nodes} addresses, {places} places, {adopted} of them known here; persons do not travel.</translation>
        </message>
        <message>
            <source>核对移交包</source>
            <translation>Check package</translation>
        </message>
        <message>
            <source>与对方区上次用的密钥相同。</source>
            <translation>The same key as that district used last time.</translation>
        </message>
        <message>
            <source>注意：与对方区上次用的密钥不同，务必打电话核对。</source>
            <translation>Note: another key than that district used last time; compare by telephone.</translation>
        </message>
        <message>
            <source>第一次收到对方区的包，请打电话请对方念出指纹核对。</source>
            <translation>The first package of that district; telephone and have the fingerprint read out.</translation>
        </message>
        <message>
            <source>提交核对结果(&amp;O)</source>
            <translation>Submit decisions (&amp;O)</translation>
        </message>
        <message>
            <source>本库已有的地址</source>
            <translation>Addresses that are here already</translation>
        </message>
        <message>
            <source>是同一地址(&amp;S)</source>
            <translation>&amp;Same address</translation>
        </message>
        <message>
            <source>另立待核实(&amp;V)</source>
            <translation>Beside, to be &amp;verified</translation>
        </message>
        <message>
            <source>没有与本库相同的地址</source>
            <translation>No address meets one of ours</translation>
        </message>
        <message>
            <source>核对指纹后就可以提交。</source>
            <translation>Compare the fingerprint, then submit.</translation>
        </message>
        <message>
            <source>未决定</source>
            <translation>Undecided</translation>
        </message>
        <message>
            <source>{n} 条有冲突，不能当作同一地址，只能另立待核实。</source>
            <translation>{n} lines clash and cannot be the same; they can only stand beside.</translation>
        </message>
        <message>
            <source>签名指纹：{fingerprint}</source>
            <translation>Fingerprint: {fingerprint}</translation>
        </message>
        <message>
            <source>包里的地址</source>
            <translation>Address in the package</translation>
        </message>
        <message>
            <source>决定</source>
            <translation>Decision</translation>
        </message>
        <message>
            <source>冲突</source>
            <translation>Clash</translation>
        </message>
        <message>
            <source>本库的地址</source>
            <translation>Address here</translation>
        </message>
        <message>
            <source>移交包 — {file}</source>
            <translation>Package — {file}</translation>
        </message>
        <message>
            <source>还有 {n} 条没有决定。</source>
            <translation>{n} lines are undecided.</translation>
        </message>
        <message>
            <source>请先用电话核对指纹。</source>
            <translation>Compare the fingerprint by telephone first.</translation>
        </message>
        <message>
            <source>新的跨区移交</source>
            <translation>New hand-over</translation>
        </message>
        <message>
            <source>把一个社区（或其中几个地名）移交给别的区。提交后由审批人批准，到生效日交出并写成一个签过名的移交包。人员信息不随包移交，仍留在本库。</source>
            <translation>Hands a community, or some places of it, to another district. A chief approves; on the effective day it is handed out as one signed package. Persons do not travel and stay in this register.</translation>
        </message>
        <message>
            <source>地址 {addresses} 个（另有已注销等 {former} 个），地名 {places} 个，门牌 {plates} 块，问题 {problems} 个。</source>
            <translation>{addresses} addresses ({former} former ones besides), {places} places, {plates} plates, {problems} problems.</translation>
        </message>
        <message>
            <source>提交跨区移交</source>
            <translation>File hand-over</translation>
        </message>
        <message>
            <source>提交(&amp;O)</source>
            <translation>Submit (&amp;O)</translation>
        </message>
        <message>
            <source>要移交的地名</source>
            <translation>Places to hand over</translation>
        </message>
        <message>
            <source>对方区给的 12 位社区代码</source>
            <translation>12-digit community code given by the other district</translation>
        </message>
        <message>
            <source>如：江头社区</source>
            <translation>e.g. 江头社区</translation>
        </message>
        <message>
            <source>如：厦府〔2026〕8号</source>
            <translation>e.g. 厦府〔2026〕8号</translation>
        </message>
        <message>
            <source>移交社区(&amp;C)</source>
            <translation>&amp;Community</translation>
        </message>
        <message>
            <source>其中地名(&amp;L)</source>
            <translation>P&amp;laces of it</translation>
        </message>
        <message>
            <source>划入(&amp;T)</source>
            <translation>&amp;To</translation>
        </message>
        <message>
            <source>新社区代码(&amp;N)</source>
            <translation>&amp;New community code</translation>
        </message>
        <message>
            <source>新社区名称(&amp;M)</source>
            <translation>Na&amp;me of the new community</translation>
        </message>
        <message>
            <source>生效日期(&amp;D)</source>
            <translation>Effective &amp;day</translation>
        </message>
        <message>
            <source>批文文号(&amp;W)</source>
            <translation>Document (&amp;W)</translation>
        </message>
        <message>
            <source>随同移交</source>
            <translation>Goes along</translation>
        </message>
        <message>
            <source>记入操作日志</source>
            <translation>Kept in the journal</translation>
        </message>
        <message>
            <source>请选择要移交的社区。</source>
            <translation>Choose the community to hand over.</translation>
        </message>
        <message>
            <source>请填写新代码、名称和批文文号。</source>
            <translation>Fill in the new code, the name and the document's number.</translation>
        </message>
        <message>
            <source>交出之前要办结：{why}。</source>
            <translation>To be finished before handing out: {why}.</translation>
        </message>
        <message>
            <source>这份移交还没有提交。填写的内容要留着吗？</source>
            <translation>This hand-over has not been filed. Keep what was typed?</translation>
        </message>
        <message>
            <source>选好社区后列出地名；都不勾就移交整个社区。</source>
            <translation>Place names appear once a community is chosen; with none ticked the whole community goes.</translation>
        </message>
        <message>
            <source>原社区</source>
            <translation>Former community</translation>
        </message>
        <message>
            <source>请把生效日期填写完整，不早于今天。</source>
            <translation>Fill in the whole day it takes hold on, today or later.</translation>
        </message>
        <message>
            <source>核对移交包 — {file}</source>
            <translation>Checking the package — {file}</translation>
        </message>
        <message>
            <source>核对结果还没有提交。已作的决定要留着吗？</source>
            <translation>Your decisions have not been submitted. Keep them for later?</translation>
        </message>
        <message>
            <source>跨区移交的事由</source>
            <translation>Reason for a hand-over</translation>
        </message>
    </context>
    <context>
        <name>rights</name>
        <message>
            <source>查看本账号的角色和辖区</source>
            <translation>Read this account's roles and areas</translation>
        </message>
    </context>
    <context>
        <name>leaving</name>
        <message>
            <source>留着以后填(&amp;K)</source>
            <translation>&amp;Keep for later</translation>
        </message>
        <message>
            <source>不要了(&amp;D)</source>
            <translation>&amp;Discard</translation>
        </message>
        <message>
            <source>继续填写(&amp;C)</source>
            <translation>&amp;Continue</translation>
        </message>
    </context>
    <context>
        <name>day_field</name>
        <message>
            <source>从日历中选择（Alt+↓）</source>
            <translation>Choose from a calendar (Alt+↓)</translation>
        </message>
        <message>
            <source>请写完整的日期，如 {day}。</source>
            <translation>Write a whole date, such as {day}.</translation>
        </message>
        <message>
            <source>不早于 {day}。</source>
            <translation> Not before {day}.</translation>
        </message>
    </context>
</TS>
