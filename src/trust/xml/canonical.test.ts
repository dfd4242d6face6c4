import { expect, test } from 'vitest';
import { type Canonicalization, canonicalize } from './canonical.js';
import type { XmlDocument, XmlElement } from './nodes.js';
import { parseXml } from './parse.js';

const inclusive: Canonicalization = {
  exclusive: false,
  comments: false,
  version11: false,
  inclusivePrefixes: new Set(),
};
const exclusive: Canonicalization = { ...inclusive, exclusive: true };
const parse = (text: string): XmlDocument => parseXml(Buffer.from(text));
const canonical = (apex: XmlDocument | XmlElement, how: Canonicalization): string =>
  canonicalize({ apex, comments: how.comments, excluded: new Set() }, how).toString();

/** The examples of Canonical XML 1.0 §3, those that need no document type. */
test.each([
  [
    '<?xml version="1.0"?>\n<?xml-stylesheet   href="doc.xsl"\n   type="text/xsl"   ?>\n<doc>Hello, world!<!-- Comment 1 --></doc>\n<?pi-without-data     ?>\n<!-- Comment 2 -->\n',
    '<?xml-stylesheet href="doc.xsl"\n   type="text/xsl"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>',
  ],
  [
    '<doc>\n   <clean>   </clean>\n   <mixed>A<clean> </clean>B</mixed>\n</doc>',
    '<doc>\n   <clean>   </clean>\n   <mixed>A<clean> </clean>B</mixed>\n</doc>',
  ],
  [
    '<doc><e1   /><e2   ></e2><e3   name = "elem3"   id="elem3"   /><e5 a:attr="out" b:attr="sorted" attr2="all" attr="I\'m" xmlns:b="http://www.ietf.org" xmlns:a="http://www.w3.org" xmlns="http://example.org"/><e6 xmlns="" xmlns:a="http://www.w3.org"><e7 xmlns="http://www.ietf.org"><e8 xmlns="" xmlns:a="http://www.w3.org"/></e7></e6></doc>',
    '<doc><e1></e1><e2></e2><e3 id="elem3" name="elem3"></e3><e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" xmlns:b="http://www.ietf.org" attr="I\'m" attr2="all" b:attr="sorted" a:attr="out"></e5><e6 xmlns:a="http://www.w3.org"><e7 xmlns="http://www.ietf.org"><e8 xmlns=""></e8></e7></e6></doc>',
  ],
  [
    '<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute><compute expr=\'value>"0" &amp;&amp; value&lt;"10" ?"valid":"error"\'>valid</compute><norm attr=\' &apos;   &#x20;&#13;&#xa;&#9;   &apos; \'/></doc>',
    '<doc><text>First line&#xD;\nSecond line</text><value>2</value><compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute><compute expr="value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;">valid</compute><norm attr=" \'    &#xD;&#xA;&#x9;   \' "></norm></doc>',
  ],
])('canonical form of the standard’s example %#', (source, expected) => {
  expect(canonical(parse(source), inclusive)).toBe(expected);
});

test('with comments, they stay, inside and around the root', () => {
  expect(
    canonical(parse('<!-- a --><doc><!-- b --></doc><!-- c -->'), { ...inclusive, comments: true }),
  ).toBe('<!-- a -->\n<doc><!-- b --></doc>\n<!-- c -->');
});

test('an element on its own keeps what it uses (exclusive) or all that is in scope (inclusive)', () => {
  const source =
    '<n0:doc xmlns:n0="urn:0" xmlns:n3="urn:3" xml:lang="fr"><n1:el xmlns:n1="urn:1" n3:at="v"><x/></n1:el></n0:doc>';
  const [element] = parse(source).root.elements as [XmlElement];
  expect(canonical(element, exclusive)).toBe(
    '<n1:el xmlns:n1="urn:1" xmlns:n3="urn:3" n3:at="v"><x></x></n1:el>',
  );
  expect(canonical(element, { ...exclusive, inclusivePrefixes: new Set(['n0']) })).toBe(
    '<n1:el xmlns:n0="urn:0" xmlns:n1="urn:1" xmlns:n3="urn:3" n3:at="v"><x></x></n1:el>',
  );
  expect(canonical(element, inclusive)).toBe(
    '<n1:el xmlns:n0="urn:0" xmlns:n1="urn:1" xmlns:n3="urn:3" xml:lang="fr" n3:at="v"><x></x></n1:el>',
  );
});
