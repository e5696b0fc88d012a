<%@ tag pageEncoding="UTF-8" body-content="empty" %>
<%@ attribute name="apis" required="true" %>
<%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
<wx:config apis="${apis}"/>
