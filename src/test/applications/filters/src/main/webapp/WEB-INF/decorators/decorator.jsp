<%@ page contentType="text/html; charset=UTF-8" %>
<!DOCTYPE html>
<html>
<head><title>House: <sitemesh:write property="title"/></title><sitemesh:write property="head"/></head>
<body><h1>茶</h1><sitemesh:write property="body"/></body>
</html>
