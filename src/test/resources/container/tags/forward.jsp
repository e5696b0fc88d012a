<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
<!DOCTYPE html>
<html>
<head>
<wx:config/>
</head>
<body><jsp:forward page="apis.jsp"/></body>
</html>
