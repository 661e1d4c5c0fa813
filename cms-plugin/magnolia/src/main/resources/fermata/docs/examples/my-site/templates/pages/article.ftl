<#import "/fermata/templates/macros/fermata.ftl" as fermata>
<!DOCTYPE html>
<html lang="${cmsfn.language()}">
<head>
  <meta charset="utf-8">
  <title>${content.title!}</title>
  <link rel="stylesheet" href="${ctx.contextPath}/.resources/fermata/webresources/blocks.css">
</head>
<body>
<@cms.area name="header"/>
<main>
<h1>${content.title!}</h1>
<@fermata.page of=content>
<@cms.area name="main"/>
</@fermata.page>
</main>
</body>
</html>
