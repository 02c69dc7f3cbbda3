-- Where an answer came from, by two letters: what a trusted proxy told, never the browser.
alter table response add column country text;
