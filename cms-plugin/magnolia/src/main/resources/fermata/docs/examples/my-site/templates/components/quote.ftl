<blockquote>${content.quote!}</blockquote>
