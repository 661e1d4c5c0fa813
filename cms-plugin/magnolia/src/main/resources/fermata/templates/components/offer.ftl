<#ftl output_format="HTML">
<#import "/fermata/templates/macros/fermata.ftl" as fermata>
<#assign block = cmsfn.decode(content)>
<#assign offers = fermata.offersFor(fermata.rule("", [], "", "", block.offer!""))>
<#assign warnings = fermata.filterWarnings()>
<#list offers as offer>
<@fermata.offer offer=offer page=cmsfn.page(content) headline=block.headline!""/>
<#if !offer.terms()?has_content><#assign warnings += [i18n["fermata.editor.noTerms"]]></#if>
<#else>
<#assign warnings += [i18n[block.offer?has_content?then("fermata.editor.unknownOffer", "fermata.editor.chooseOffer")] + " " + block.offer!""]>
</#list>
<@fermata.state facts=[] warnings=warnings/>
