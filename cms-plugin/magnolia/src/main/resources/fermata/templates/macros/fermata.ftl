<#ftl output_format="HTML">
<#--
  What the blocks and page templates share. Everything here is the same for every visitor, so the page cache may keep it: where a reader
  matters, both versions are written between marks, and the filter in front of the cache leaves one of them in the answer.
-->

<#include "/fermata/templates/macros/rules.ftl">

<#macro offer offer page headline="">
<section class="fermata-offer" data-fermata-offer="${offer.slug()}">
  <#if headline?has_content>
  <h2 class="fermata-offer__headline">${headline}</h2>
  </#if>
  <h3 class="fermata-offer__name">${offer.name()}</h3>
  <#if offer.description()?has_content>
  <p class="fermata-offer__description">${offer.description()}</p>
  </#if>
  <#list offer.terms()>
  <ul class="fermata-offer__terms">
    <#items as term>
    <li class="fermata-offer__term" data-fermata-term="${term.termId()}">
      <h4 class="fermata-offer__term-name">${term.name()}</h4>
      <p class="fermata-offer__price">${term.price()}</p>
      <p class="fermata-offer__duration">${term.duration()}</p>
      <ul class="fermata-offer__resources">
        <#list term.resources() as resource>
        <li>${resource}</li>
        </#list>
      </ul>
      <#if term.buyable()>
      <form class="fermata-offer__form" method="post" action="${offer.checkoutAction()}">
        <input type="hidden" name="term_id" value="${term.termId()}">
        <input type="hidden" name="return_url" value="${address(page)}">
        <#local buy = label("buy.for", term.price())>
        <button class="fermata-offer__buy" type="submit" data-fermata-buy="${term.termId()}" aria-label="${term.name()}: ${buy}">${buy}</button>
      </form>
      </#if>
    </li>
    </#items>
  </ul>
  <#else>
  <p class="fermata-offer__none">${label("offer.none")}</p>
  </#list>
  <p class="fermata-offer__message" role="alert" hidden></p>
</section>
</#macro>

<#-- Asks for a sign-in link by mail; works without a script. -->
<#macro signIn page>
<form class="fermata-account__form" method="post" action="/_fermata/login/links">
  <input type="hidden" name="return_url" value="${address(page)}">
  <input class="fermata-account__input" type="email" name="email" autocomplete="email" maxlength="254" required aria-label="${label("account.email")}" placeholder="${label("account.email")}">
  <button class="fermata-account__send" type="submit">${label("account.sign-in")}</button>
  <p class="fermata-account__message" role="status" hidden></p>
</form>
</#macro>

<#macro paywall rule page headline="">
<#local offers = offersFor(rule)>
<#local readers = (rule.access == "registered" && !offers?has_content)?then("registered", "readers")>
<div class="fermata-gate__paywall">
  <h2 class="fermata-gate__headline">${headline?has_content?then(headline, label("paywall.headline"))}</h2>
  <p class="fermata-gate__reason">${label("paywall.reason.for-" + readers)}</p>
  <#list offers as offer>
  <@.namespace.offer offer=offer page=page/>
  </#list>
  <p class="fermata-gate__sign-in">${label("paywall.sign-in")}</p>
  <@signIn page=page/>
</div>
</#macro>

<#--
  Something with a teaser, both nested: the loop variable says which of the two is asked for, "teaser" or "body". Inside the marks is what
  the filter keeps or takes away. It is written as locked, and where it stays open, the filter says so.
-->
<#macro gated id rule page headline="" hasTeaser=true>
<#if cmsfn.editMode>
<@editorState rule=rule hasTeaser=hasTeaser/>
<div class="fermata-gate" id="fermata-${id}">
  <div class="fermata-gate__teaser"><#nested "teaser"></div>
  <div class="fermata-gate__body"><#nested "body"></div>
</div>
<#elseif rule.free || rule.asPage && isWithin(page)>
<section class="fermata-gate" id="fermata-${id}" data-fermata-gate="${id}" data-fermata-state="open">
  <#if hasTeaser><div class="fermata-gate__teaser"><#nested "teaser"></div></#if>
  <div class="fermata-gate__body"><#nested "body"></div>
</section>
<#else>
<section class="fermata-gate" id="fermata-${id}" data-fermata-gate="${id}" data-fermata-state="locked" data-fermata-fragment="${cmsfn.link(page)}?fermata_fragment=${id}"<#if rule.hydrate> data-fermata-hydrate</#if>>
  <#if hasTeaser><div class="fermata-gate__teaser"><#nested "teaser"></div></#if>
<#if isFiltered()>
  <div class="fermata-gate__body"><!--fermata:protected ${id} ${rule.words}--><#nested "body"><!--/fermata:protected ${id}--></div>
  <!--fermata:locked ${id}-->
  <@paywall rule=rule page=page headline=headline/>
  <!--/fermata:locked ${id}-->
</#if>
</section>
</#if>
</#macro>

<#--
  Whether this is being written within what the page itself protects. A block that is as its page needs no marks of its own there, and takes
  no second one of a reader's free views.
-->
<#function isWithin page>
  <#return (ctx.request.getAttribute("dev.fermata.page")!"") == page["@id"]>
</#function>

<#-- For page templates: what is nested opens as the page properties say, with the page's own teaser before it. -->
<#macro page of>
<#local page = cmsfn.decode(cmsfn.page(of))>
<#local rule = pageRule(page)>
<#if rule.free>
<#nested>
<#else>
<@gated id=page["@id"] rule=rule page=page hasTeaser=page.fermataTeaser?has_content ; part>
<#if part == "teaser">
${(page.fermataTeaser!"")?no_esc}
<#else>
<#local begun = ctx.request.setAttribute("dev.fermata.page", page["@id"])!"">
<#nested>
<#local ended = ctx.request.removeAttribute("dev.fermata.page")!"">
</#if>
</@gated>
</#if>
</#macro>

<#-- What editors see on a block, and nobody else: what it is, and what is wrong with it. -->
<#macro state facts warnings>
<#if cmsfn.editMode && (facts?has_content || warnings?has_content)>
<aside class="fermata-state">
  <#list facts><p class="fermata-state__facts"><#items as fact>${fact} </#items></p></#list>
  <#list warnings><ul class="fermata-state__warnings"><#items as warning><li class="fermata-state__warning">${warning}</li></#items></ul></#list>
</aside>
</#if>
</#macro>

<#function filterWarnings>
  <#return isFiltered()?then([], [i18n["fermata.editor.noFilter"]])>
</#function>

<#macro editorState rule hasTeaser>
<#local who = rule.resources?join(", ")>
<#local warnings = filterWarnings()>
<#if rule.free>
  <#local who = i18n["fermata.editor.everybody"]>
<#elseif rule.words?starts_with("registered")>
  <#local who = i18n["fermata.editor.registered"]>
<#elseif rule.words?starts_with("nobody")>
  <#local who = i18n["fermata.editor.nobody"]>
<#elseif rule.words?contains("meter")>
  <#local who += " " + i18n["fermata.editor.meter"]>
</#if>
<#if !rule.free && !hasTeaser>
  <#local warnings += [i18n["fermata.editor.noTeaser"]]>
</#if>
<#if isFiltered() && ["resources", "metered"]?seq_contains(rule.access) && !offersFor(rule)?has_content>
  <#local warnings += [i18n["fermata.editor.noOffer"]]>
</#if>
<@state facts=[i18n["fermata.editor.protected"], who] warnings=warnings/>
</#macro>
