<#ftl output_format="HTML">
<#--
  What the blocks and page templates share. Everything here is the same for every visitor, so the page cache may keep it: where a reader
  matters, both versions are written between marks, and the filter in front of the cache leaves one of them in the answer.
-->

<#-- Whether that filter is there. Without it, nothing protected is written. -->
<#function isFiltered>
  <#local mark = ctx.request.getAttribute("dev.fermata.gate")!"">
  <#return mark?is_boolean && mark>
</#function>

<#-- The gate's words for blocks and its last known catalogue, in the page's language; absent without the filter. -->
<#function blocks>
  <#return ctx.request.getAttribute("dev.fermata.gate.blocks")!"">
</#function>

<#function label key>
  <#local source = blocks()>
  <#return source?is_string?then("", source.label(key, cmsfn.language())!"")>
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
<#function rule access resources meter rendering offer>
  <#local slugs = slugsIn(resources)>
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
    "resources": slugs,
    "offer": offer,
    "hydrate": rendering == "hydrate",
    "words": words?join(" ") + (rendering == "hydrate")?then(" hydrate", "")
  }>
</#function>

<#function pageRule page>
  <#return rule(page.fermataAccess!"free", page.fermataResources![], page.fermataMeter!"", page.fermataRendering!"request",
      page.fermataOffer!"")>
</#function>

<#-- What a block says, and where it says nothing, what its page says. -->
<#function blockRule block page>
  <#local rendering = block.rendering!"page">
  <#if rendering == "page">
    <#local rendering = page.fermataRendering!"request">
  </#if>
  <#if (block.access!"page") == "page">
    <#return rule(page.fermataAccess!"free", page.fermataResources![], page.fermataMeter!"", rendering,
        block.offer?has_content?then(block.offer!, page.fermataOffer!""))>
  </#if>
  <#return rule(block.access, block.resources![], block.meter!"", rendering, block.offer!"")>
</#function>

<#-- The offer that was chosen, or every offer that sells one of the resources. -->
<#function offersFor rule>
  <#local source = blocks()>
  <#if source?is_string>
    <#return []>
  <#elseif rule.offer?has_content>
    <#return source.offer(rule.offer, cmsfn.language())>
  </#if>
  <#return source.offersSelling(rule.resources, cmsfn.language())>
</#function>

<#-- Where a reader comes back to after a purchase: the page, by its usual address. -->
<#function returnUrl page>
  <#local source = blocks()>
  <#return source?is_string?then("", source.origin()!"") + cmsfn.link(page)>
</#function>

<#macro offer offer page headline="">
<section class="fermata-offer" data-fermata-offer="${offer.slug()}">
  <#if headline?has_content>
  <h2 class="fermata-offer__headline">${headline}</h2>
  </#if>
  <h3 class="fermata-offer__name">${offer.name()}</h3>
  <#if offer.description()?has_content>
  <p class="fermata-offer__description">${offer.description()}</p>
  </#if>
  <ul class="fermata-offer__terms">
    <#list offer.terms() as term>
    <li class="fermata-offer__term" data-fermata-term="${term.id()}">
      <h4 class="fermata-offer__term-name">${term.name()}</h4>
      <p class="fermata-offer__price">${term.price()}</p>
      <p class="fermata-offer__duration">${term.duration()}</p>
      <ul class="fermata-offer__resources">
        <#list term.resources() as resource>
        <li>${resource}</li>
        </#list>
      </ul>
      <form class="fermata-offer__form" method="post" action="/_fermata/checkout">
        <input type="hidden" name="term_id" value="${term.id()}">
        <input type="hidden" name="return_url" value="${returnUrl(page)}">
        <button class="fermata-offer__buy" type="submit" data-fermata-buy="${term.id()}">${label("buy")}</button>
      </form>
    </li>
    </#list>
  </ul>
  <p class="fermata-offer__message" role="alert" hidden></p>
</section>
</#macro>

<#macro paywall rule page headline="">
<div class="fermata-gate__paywall">
  <h2 class="fermata-gate__headline">${headline?has_content?then(headline, label("headline"))}</h2>
  <p class="fermata-gate__reason">${label("reason." + rule.access)}</p>
  <#list offersFor(rule) as offer>
  <@.namespace.offer offer=offer page=page/>
  </#list>
  <p class="fermata-gate__sign-in">${label("sign-in.hint")}</p>
</div>
</#macro>

<#--
  Something with a teaser, both nested: the loop variable says which of the two is asked for, "teaser" or "body". Inside the marks is what
  the filter keeps or takes away; the state says what is there without it.
-->
<#macro gate id rule page headline="" hasTeaser=true>
<#if cmsfn.editMode>
<div class="fermata-gate" id="fermata-${id}">
  <div class="fermata-gate__teaser"><#nested "teaser"></div>
  <@editorNotes rule=rule hasTeaser=hasTeaser/>
  <div class="fermata-gate__body"><#nested "body"></div>
</div>
<#elseif rule.free>
<section class="fermata-gate" id="fermata-${id}" data-fermata-gate="${id}" data-fermata-state="open">
  <div class="fermata-gate__teaser"><#nested "teaser"></div>
  <div class="fermata-gate__body"><#nested "body"></div>
</section>
<#else>
<section class="fermata-gate" id="fermata-${id}" data-fermata-gate="${id}" data-fermata-state="locked" data-fermata-fragment="${cmsfn.link(page)}?fermata_fragment=${id}"<#if rule.hydrate> data-fermata-hydrate</#if>>
  <div class="fermata-gate__teaser"><#nested "teaser"></div>
<#if isFiltered()>
<!--fermata:protected ${id} ${rule.words}-->
  <div class="fermata-gate__body"><#nested "body"></div>
<!--/fermata:protected ${id}-->
<!--fermata:locked ${id}-->
  <@paywall rule=rule page=page headline=headline/>
<!--/fermata:locked ${id}-->
</#if>
</section>
</#if>
</#macro>

<#-- For page templates: what is nested opens as the page properties say, with the page's own teaser before it. -->
<#macro page of>
<#local page = cmsfn.decode(cmsfn.page(of))>
<#local rule = pageRule(page)>
<#if rule.free>
<#nested>
<#else>
<@gate id=page["@id"] rule=rule page=page hasTeaser=page.fermataTeaser?has_content ; part>
<#if part == "teaser">${(page.fermataTeaser!"")?no_esc}<#else><#nested></#if>
</@gate>
</#if>
</#macro>

<#-- What editors are told on the page, and nobody else. -->
<#macro note text>
<#if cmsfn.editMode && text?has_content>
<p class="fermata-note" role="note">${text}</p>
</#if>
</#macro>

<#macro filterNote>
<#if !isFiltered()><@note text=i18n["fermata.editor.noFilter"]/></#if>
</#macro>

<#macro editorNotes rule hasTeaser>
<#local who = rule.resources?join(", ")>
<#if rule.free>
  <#local who = i18n["fermata.editor.everybody"]>
<#elseif rule.words?starts_with("registered")>
  <#local who = i18n["fermata.editor.registered"]>
<#elseif rule.words?starts_with("nobody")>
  <#local who = i18n["fermata.editor.nobody"]>
<#elseif rule.words?contains("meter")>
  <#local who = who + " " + i18n["fermata.editor.meter"]>
</#if>
<@note text=i18n["fermata.editor.protected"] + " " + who/>
<#if !rule.free && !hasTeaser><@note text=i18n["fermata.editor.noTeaser"]/></#if>
<#if isFiltered() && (rule.access == "resources" || rule.access == "metered") && !offersFor(rule)?has_content>
<@note text=i18n["fermata.editor.noOffer"]/>
</#if>
<@filterNote/>
</#macro>
