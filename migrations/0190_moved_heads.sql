-- How long each chain was when its head was last exported: a night exports those that have grown since.
CREATE TABLE exported_chains (
  chain   text PRIMARY KEY,
  length  integer NOT NULL
);
