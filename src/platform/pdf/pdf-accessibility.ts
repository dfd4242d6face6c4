import { readDictionary, readReference, writeDictionary } from './pdf-dictionary.js';
import { IncrementalUpdate, streamSource } from './pdf-update.js';

/**
 * Completes a PDF/A-3a of Typst so that it is PDF/UA-1 as well (ISO 14289-1 §5 and §7.1): Typst claims one
 * standard at a time. Adds the identification to the XMP metadata, with the extension schema that PDF/A wants
 * for any property it doesn't know (ISO 19005-3 §6.6.2.3), and has viewers show the document's title.
 */
export function identifyAsAccessible(bytes: Uint8Array): Uint8Array {
  const update = new IncrementalUpdate(bytes);
  const catalog = update.dictionary(update.root);
  const metadata = readReference(catalog.get('Metadata'));
  const packet = identify(update.stream(metadata).toString('utf8'));
  update.replace(metadata, streamSource(update.dictionary(metadata), Buffer.from(packet)));
  const preferences = readDictionary(catalog.get('ViewerPreferences') ?? '<< >>').set(
    'DisplayDocTitle',
    'true',
  );
  update.replace(
    update.root,
    writeDictionary(catalog.set('ViewerPreferences', writeDictionary(preferences))),
  );
  return update.rewrite();
}

const property = [
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>',
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>',
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>',
  '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>',
  '<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>',
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li>',
  '</rdf:Seq></pdfaSchema:property></rdf:li>',
].join('');

function identify(packet: string): string {
  const schemas = '</rdf:Bag></pdfaExtension:schemas>';
  if (!packet.includes(schemas)) throw new Error('The XMP metadata has no list of extension schemas');
  return packet
    .replace(schemas, `${property}${schemas}`)
    .replace('<rdf:Description rdf:about=""', '$& xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"')
    .replace('</rdf:Description>', '<pdfuaid:part>1</pdfuaid:part>$&');
}
