<%@ page contentType="text/html; charset=UTF-8"  %>
<%@ taglib prefix="s" uri="/struts-tags" %>
<!DOCTYPE html>
<html>
<head><title>Order</title></head>
<body>
<s:form action="order"><s:textfield name="tea" label="茶"/><s:submit/></s:form>
</body>
</html>
