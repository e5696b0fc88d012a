<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<!DOCTYPE html>
<html>
<head>
<title>JSP</title>
</head>
<body>茶 ${1 + 1}<jsp:include page="part.jsp" /></body>
</html>
