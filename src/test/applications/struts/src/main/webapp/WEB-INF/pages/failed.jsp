<%@ page contentType="text/html; charset=UTF-8"  %>
<%@ taglib prefix="s" uri="/struts-tags" %>
<!DOCTYPE html>
<html>
<head><title>Failed</title></head>
<body>
<p><s:property value="exception.message"/></p>
</body>
</html>
