<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>Tea house</title></head>
<body>
<p>茶 ${param.name}</p>
</body>
</html>
