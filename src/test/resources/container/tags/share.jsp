<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
<wx:share title="${param.title}" desc="${null}" imgUrl="/tea.png"/>
<!DOCTYPE html>
<html>
<head>
<title>茶</title>
</head>
<body><p>茶</p><% out.flush(); %><wx:share title="later" link="?a=b"/></body>
</html>
