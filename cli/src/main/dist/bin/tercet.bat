@echo off
rem tercet - talks to etcd. See 'tercet --help'.
rem JAVA_HOME: which Java, 17 or later; otherwise that of PATH. TERCET_OPTS: options for the JVM.
setlocal
set "java=java"
if not "%JAVA_HOME%"=="" set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable -Xlog:all=error:stderr %TERCET_OPTS% -cp "%~dp0..\lib\*" "-Dtercet.name=%~n0" dev.tercet.cli.Main %*
exit /b %ERRORLEVEL%
