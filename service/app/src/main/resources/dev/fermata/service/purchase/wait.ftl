<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>Your payment is on its way</title></head>
<body><h1>Your payment is on its way</h1><p><a href="${site}">Back to the site</a></p></body></html>
