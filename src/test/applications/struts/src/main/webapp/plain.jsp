<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>Plain</title></head>
<body>
<p>茶</p>
</body>
</html>
