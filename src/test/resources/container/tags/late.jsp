<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
<% response.setHeader("Content-Security-Policy", "script-src 'nonce-abc'"); %>
<wx:apis names="scanqrcode" debug="true"/>
<!DOCTYPE html>
<html>
<head>
<title>茶</title>
</head>
<body><% out.flush(); %><wx:config apis="chooseImage"/><p>茶</p></body>
</html>
