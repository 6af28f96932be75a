/* Starts the program inside this process, so that the task list and the taskbar show it under its own name.
 *
 * The interpreter lies in python\ beside this file; python311._pth there says where modules are found, and nothing
 * of the user's own Python is seen. Built twice: with -mwindows for the window, without for the console.
 */
#include <windows.h>
#include <stdlib.h>

typedef int (*main_function)(int, wchar_t **);

static wchar_t *leading[] = {L"-X", L"utf8", L"-m", L"zhipai_start"};
enum { LEADING = sizeof leading / sizeof leading[0], PATH_LIMIT = 32768 };

static int broken(void)
{
    MessageBoxW(NULL,
                L"\u5740\u724c\u7684\u7a0b\u5e8f\u6587\u4ef6\u4e0d\u5b8c\u6574\uff0c\u8bf7\u91cd\u65b0\u8fd0\u884c"
                L"\u5b89\u88c5\u7a0b\u5e8f\u3002\u6570\u636e\u4e0d\u53d7\u5f71\u54cd\u3002\n\n"
                L"Zhipai is incomplete. Please run its setup again; your data are not touched.",
                L"\u5740\u724c Zhipai", MB_OK | MB_ICONERROR);
    return 3;
}

int wmain(int count, wchar_t **given)
{
    static wchar_t path[PATH_LIMIT];
    DWORD length = GetModuleFileNameW(NULL, path, PATH_LIMIT);
    wchar_t *slash = length && length < PATH_LIMIT ? wcsrchr(path, L'\\') : NULL;
    static const wchar_t library[] = L"python\\python311.dll";
    if (slash == NULL || (size_t)(slash - path) + 1 + sizeof library / sizeof library[0] > PATH_LIMIT)
        return broken();
    wcscpy(slash + 1, library);
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    main_function run = python ? (main_function)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **words = run ? calloc((size_t)count + LEADING + 1, sizeof *words) : NULL;
    if (words == NULL)
        return broken();
    words[0] = given[0];
    for (int i = 0; i < LEADING; i++)
        words[1 + i] = leading[i];
    for (int i = 1; i < count; i++)
        words[LEADING + i] = given[i];
    return run(count + LEADING, words);
}
