<#ftl output_format="HTML">
<#--
  What the macros in fermata.ftl ask: whether the filter is there, what it takes to read something, and what is sold. Part of that file.
-->

<#-- Whether that filter is there. Without it, nothing protected is written. -->
<#function isFiltered>
  <#local mark = ctx.request.getAttribute("dev.fermata.gate")!"">
  <#return mark?is_boolean && mark>
</#function>

<#-- What the gate last knew of the catalogue, and its words for blocks: in a list, which is empty without the filter. -->
<#function gate>
  <#if ctx.request.getAttribute("dev.fermata.gate.catalogue")??>
    <#return [ctx.request.getAttribute("dev.fermata.gate.catalogue")]>
  </#if>
  <#return []>
</#function>

<#-- A text of the gate's, in the page's language. -->
<#function label key argument="">
  <#list gate() as shared>
    <#return shared.labels(cmsfn.language()).text(key, argument)>
  </#list>
  <#return "">
</#function>

<#function slugsIn values>
  <#local slugs = []>
  <#list values?is_enumerable?then(values, [values]) as value>
    <#if value?is_string && value?trim?matches("[a-z0-9][a-z0-9_-]{0,63}")>
      <#local slugs += [value?trim]>
    </#if>
  </#list>
  <#return slugs>
</#function>

<#--
  What it takes to read something. In words: what the filter reads in the mark; any of them opens, and what it does not know opens nothing.
-->
<#function rule access resources meter rendering offer asPage=false>
  <#local slugs = ["resources", "metered"]?seq_contains(access)?then(slugsIn(resources), [])>
  <#local words = []>
  <#if access == "registered">
    <#local words = ["registered"]>
  <#elseif access == "resources" || access == "metered">
    <#list slugs as slug><#local words += ["resource:" + slug]></#list>
    <#if access == "metered" && !meter?has_content>
      <#local words += ["meter"]>
    <#elseif access == "metered" && meter?matches(r"\d{1,3}/\d{1,3}/P\d{1,3}[DWMY](/rolling)?")>
      <#local words += ["meter:" + meter]>
    </#if>
  </#if>
  <#if !words?has_content>
    <#local words = ["nobody"]>
  </#if>
  <#return {
    "free": access == "free",
    "access": access,
    "asPage": asPage,
    "resources": slugs,
    "offer": offer,
    "hydrate": rendering == "hydrate",
    "words": words?join(" ") + (rendering == "hydrate")?then(" hydrate", "")
  }>
</#function>

<#function ruleOf page rendering offer asPage>
  <#local access = page.fermataAccess?has_content?then(page.fermataAccess!, "free")>
  <#return rule(access, page.fermataResources![], page.fermataMeter!"", rendering, offer, asPage)>
</#function>

<#function pageRule page>
  <#return ruleOf(page, page.fermataRendering!"request", page.fermataOffer!"", false)>
</#function>

<#-- What a block says, and where it says nothing, what its page says. -->
<#function blockRule block page>
  <#local rendering = block.rendering!"page">
  <#if rendering == "page">
    <#local rendering = page.fermataRendering!"request">
  </#if>
  <#if !block.access?has_content || block.access == "page">
    <#return ruleOf(page, rendering, block.offer?has_content?then(block.offer!, page.fermataOffer!""), true)>
  </#if>
  <#return rule(block.access, block.resources![], block.meter!"", rendering, block.offer!"")>
</#function>

<#-- The offer that was chosen, or every offer that sells one of the resources. -->
<#function offersFor rule>
  <#list gate() as shared>
    <#if rule.offer?has_content>
      <#return shared.offer(rule.offer, cmsfn.language())>
    </#if>
    <#return shared.offersSelling(rule.resources?join(" "), cmsfn.language())>
  </#list>
  <#return []>
</#function>

<#-- Where a reader comes back to: the page, by its usual address. -->
<#function address page>
  <#list gate() as shared>
    <#return shared.address(cmsfn.link(page))>
  </#list>
  <#return cmsfn.link(page)>
</#function>
