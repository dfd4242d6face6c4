import { expect, test } from 'vitest';
import { canonicalDocument, canonicalElement, canonicalForms } from './canonical.js';
import { MalformedXml } from './malformed.js';
import { parseXml } from './parse.js';
import { childElements, type XmlElement } from './tree.js';

const inclusive = { exclusive: false, comments: false } as const;
const exclusive = { exclusive: true, comments: false } as const;
const parse = (text: string): ReturnType<typeof parseXml> => parseXml(Buffer.from(text));

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
  expect(canonicalDocument(parse(source), inclusive)).toBe(expected);
});

test('with comments, they stay, inside and around the root', () => {
  const form = canonicalForms['http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'] ?? inclusive;
  expect(canonicalDocument(parse('<!-- a --><doc><!-- b --></doc><!-- c -->'), form)).toBe(
    '<!-- a -->\n<doc><!-- b --></doc>\n<!-- c -->',
  );
});

test('an element on its own keeps what it uses (exclusive) or all that is in scope (inclusive)', () => {
  const source =
    '<n0:doc xmlns:n0="urn:0" xmlns:n3="urn:3" xml:lang="fr"><n1:el xmlns:n1="urn:1" n3:at="v"><x/></n1:el></n0:doc>';
  const [element] = childElements(parse(source).root) as [XmlElement];
  expect(canonicalElement(element, exclusive)).toBe(
    '<n1:el xmlns:n1="urn:1" xmlns:n3="urn:3" n3:at="v"><x></x></n1:el>',
  );
  expect(canonicalElement(element, { ...exclusive, prefixes: ['n0'] })).toBe(
    '<n1:el xmlns:n0="urn:0" xmlns:n1="urn:1" xmlns:n3="urn:3" n3:at="v"><x></x></n1:el>',
  );
  expect(canonicalElement(element, inclusive)).toBe(
    '<n1:el xmlns:n0="urn:0" xmlns:n1="urn:1" xmlns:n3="urn:3" xml:lang="fr" n3:at="v"><x></x></n1:el>',
  );
});

test.each([
  ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['an entity of one’s own', '<a>&b;</a>'],
  ['a root left open', '<a><b></b>'],
  ['a wrong end', '<a><b></a></b>'],
  ['two roots', '<a/><b/>'],
  ['text outside', '<a/>x'],
  ['a prefix from nowhere', '<p:a/>'],
  ['an attribute twice', '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>'],
  ['a less-than in an attribute', '<a b="<"/>'],
  ['a null character', '<a>&#0;</a>'],
  ['too many levels', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`],
  ['nothing', ''],
])('%s is refused', (_, source) => {
  expect(() => parse(source)).toThrow(MalformedXml);
});

test('ISO-8859-1 is read as itself, as accounting flows need', () => {
  const source = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a b="é">\u0080</a>', 'latin1');
  expect(canonicalDocument(parseXml(source), inclusive)).toBe('<a b="é">\u0080</a>');
});

test('a long and broad document is read in time linear in its length', () => {
  const begun = process.cpuUsage();
  parse(`<a>${'<b c="d">é&amp;</b>'.repeat(100_000)}</a>`);
  parseXmlQuietly(`<a>${'<b'.repeat(200_000)}`);
  parseXmlQuietly(`<a ${'b="'.repeat(200_000)}`);
  expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000);
});

function parseXmlQuietly(source: string): void {
  expect(() => parse(source)).toThrow(MalformedXml);
}
