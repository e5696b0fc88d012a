<%@ page contentType="text/html; charset=UTF-8" isErrorPage="true" %>
<!DOCTYPE html>
<html>
<head><title>Error</title></head>
<body>
<p>${requestScope["jakarta.servlet.error.status_code"]}</p>
</body>
</html>
