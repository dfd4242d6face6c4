-- The last mails about one holder's file, shown on its pages; those about an order have their index since 0002.
CREATE INDEX mails_about_file ON mails ((about->>'file'), queued_at DESC) WHERE about->>'file' IS NOT NULL;
