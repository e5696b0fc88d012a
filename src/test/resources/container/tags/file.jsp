<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<!DOCTYPE html>
<html>
<head>
<title>茶</title>
</head>
<body><t:wechat apis="scanQRCode"/><p>茶</p></body>
</html>
