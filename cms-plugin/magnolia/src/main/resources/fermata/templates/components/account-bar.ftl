<#ftl output_format="HTML">
<#import "/fermata/templates/macros/fermata.ftl" as fermata>
<#assign block = cmsfn.decode(content)>
<#assign purchases = "">
<#if block.purchasesPage?has_content>
  <#assign found = block.purchasesPage?starts_with("/")?then(cmsfn.contentByPath(block.purchasesPage)!"", cmsfn.contentById(block.purchasesPage)!"")>
  <#if !found?is_string><#assign purchases = cmsfn.link(found)></#if>
</#if>
<#if fermata.isFiltered()>
<nav class="fermata-account" data-fermata-account aria-label="${fermata.label("account")}">
  <div class="fermata-account__out" data-fermata-when="signed-out">
    <form class="fermata-account__form" method="post" action="/_fermata/login/links">
      <input class="fermata-account__input" type="email" name="email" autocomplete="email" required aria-label="${fermata.label("email")}" placeholder="${fermata.label("email")}">
      <button class="fermata-account__send" type="submit">${fermata.label("sign-in")}</button>
    </form>
    <p class="fermata-account__message" role="status" hidden></p>
  </div>
  <div class="fermata-account__in" data-fermata-when="signed-in" hidden>
    <span class="fermata-account__email" data-fermata-email></span>
    <#if purchases?has_content>
    <a class="fermata-account__purchases" href="${purchases}">${fermata.label("purchases")}</a>
    </#if>
    <button class="fermata-account__sign-out" type="button" data-fermata-sign-out>${fermata.label("sign-out")}</button>
  </div>
</nav>
</#if>
<@fermata.filterNote/>
