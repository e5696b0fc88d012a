<%@ page contentType="text/html; charset=UTF-8"  %>
<%@ taglib prefix="s" uri="/struts-tags" %>
<!DOCTYPE html>
<html>
<head><title>Ordered</title></head>
<body>
<p><s:property value="tea"/></p><s:include value="/WEB-INF/pages/part.jsp"/>
</body>
</html>
