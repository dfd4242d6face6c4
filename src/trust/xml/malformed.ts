/** The bytes are not the XML that was expected; the message is technical, for reasons and logs. */
export class MalformedXml extends Error {}
