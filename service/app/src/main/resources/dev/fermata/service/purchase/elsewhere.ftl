<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Purchase</title></head>
<body><#if paid><h1>The purchase is complete</h1><p>We mailed a sign-in link to the buyer.</p><#else><h1>Continue where you started</h1></#if><p><a href="${site}">Back to the site</a></p></body></html>
