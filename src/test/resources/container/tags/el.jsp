<%@ page contentType="text/html; charset=utf-8" pageEncoding="UTF-8" %>
<!DOCTYPE html>
<html>
<head>
<title>茶</title>
</head>
<body>${wxConfig.apis("scanQRCode")}${wxConfig.place()}<p>茶</p></body>
</html>
