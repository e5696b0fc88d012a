<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>Members</title></head>
<body>
<p>${pageContext.request.remoteUser}</p>
</body>
</html>
