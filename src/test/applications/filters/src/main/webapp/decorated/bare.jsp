
<!DOCTYPE html>
<html>
<head><title>Page</title></head>
<body>
<p>decorated 茶 ${param.name}</p>
</body>
</html>
