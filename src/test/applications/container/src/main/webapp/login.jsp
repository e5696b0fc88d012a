<%@ page contentType="text/html; charset=UTF-8"  %>
<!DOCTYPE html>
<html>
<head><title>Log in</title></head>
<body>
<form method="post" action="${pageContext.request.contextPath}/j_security_check">
<input name="j_username"><input name="j_password" type="password"><button>OK</button>
</form>
</body>
</html>
