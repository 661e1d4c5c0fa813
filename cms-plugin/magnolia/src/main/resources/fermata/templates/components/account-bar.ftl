<#ftl output_format="HTML">
<#import "/fermata/templates/macros/fermata.ftl" as fermata>
<#assign block = cmsfn.decode(content)>
<#-- Magnolia keeps a link to a page as its path or as its identifier. -->
<#assign asked = block.purchasesPage!"">
<#assign purchases = "">
<#if asked?starts_with("/") && cmsfn.contentByPath(asked)??>
  <#assign purchases = cmsfn.link(cmsfn.contentByPath(asked))>
<#elseif asked?has_content && !asked?starts_with("/") && cmsfn.contentById(asked)??>
  <#assign purchases = cmsfn.link(cmsfn.contentById(asked))>
</#if>
<#if fermata.isFiltered()>
<nav class="fermata-account" data-fermata-account aria-label="${fermata.label("account.label")}">
  <div class="fermata-account__out" data-fermata-when="signed-out">
    <@fermata.signIn page=cmsfn.page(content)/>
  </div>
  <div class="fermata-account__in" data-fermata-when="signed-in" hidden>
    <span class="fermata-account__email" data-fermata-email></span>
    <#if purchases?has_content>
    <a class="fermata-account__purchases" href="${purchases}">${fermata.label("account.purchases")}</a>
    </#if>
    <button class="fermata-account__sign-out" type="button" data-fermata-sign-out>${fermata.label("account.sign-out")}</button>
  </div>
</nav>
</#if>
<@fermata.state facts=[] warnings=fermata.filterWarnings()/>
