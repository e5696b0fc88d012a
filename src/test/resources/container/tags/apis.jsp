<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
<wx:apis names="scanQRCode, ${param.more}" openTags="wx-open-audio" />
<!DOCTYPE html>
<html>
<head>
<title>茶</title>
</head>
<body>茶</body>
</html>
