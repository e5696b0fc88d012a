<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" errorPage="apis.jsp" %>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
<!DOCTYPE html>
<html>
<head>
<wx:config/>
</head>
<body><% if (true) throw new IllegalStateException("as the test wants it"); %></body>
</html>
