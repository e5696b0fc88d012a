<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>JSP</title></head>
<body>
<p>茶 ${name}</p>
</body>
</html>
