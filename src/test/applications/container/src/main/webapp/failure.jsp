<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>Failure</title></head>
<body>
<% if (true) throw new IllegalStateException("meant to fail"); %>
</body>
</html>
