<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
<!DOCTYPE html>
<html>
<head>
<title>茶</title>
</head>
<body><wx:config apis="scanQRCode" openTags="${null}"/><p>茶</p><wx:config/></body>
</html>
