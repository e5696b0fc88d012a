<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>Thrown away</title></head>
<body>
<jsp:forward page="/index.jsp"><jsp:param name="name" value="forwarded"/></jsp:forward>
</body>
</html>
