@echo off
rem Starts fakesmtp. JAVA_HOME names the Java to use, JAVA_OPTS adds options for it.
setlocal

for %%d in ("%~dp0..") do set "APP_HOME=%%~fd"

set "JAVA="
if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
  for %%j in (java.exe) do set "JAVA=%%~$PATH:j"
)
if not defined JAVA (
  >&2 echo fakesmtp: no java found: install Java 17 or newer, or set JAVA_HOME
  exit /b 1
)
if not exist "%JAVA%" (
  >&2 echo fakesmtp: no java at "%JAVA%": set JAVA_HOME to a Java 17 or newer
  exit /b 1
)

rem Java 8 knows no --version and prints nothing to the standard output.
set "VERSION=8"
for /f "tokens=2" %%v in ('call "%JAVA%" --version 2^>nul ^| findstr /r /c:"^openjdk " /c:"^java "') do set "VERSION=%%v"
for /f "delims=.-+" %%m in ("%VERSION%") do if %%m LSS 17 (
  >&2 echo fakesmtp: "%JAVA%" is Java %VERSION%: set JAVA_HOME to a Java 17 or newer
  exit /b 1
)

"%JAVA%" -XX:+UseSerialGC -Xmn16m "-Dfakesmtp.home=%APP_HOME%" "-Dlogback.configurationFile=%APP_HOME%\conf\logback.xml" %JAVA_OPTS% -cp "%APP_HOME%\lib\*" org.fakesmtp.dist.Main %*
exit /b %ERRORLEVEL%
