<%@ page contentType="text/html; charset=UTF-8" errorPage="error.jsp" %>
<!DOCTYPE html>
<html>
<head><title>JSP error</title></head>
<body>
<% if (true) throw new IllegalArgumentException("meant to fail"); %>
</body>
</html>
