-- The request for help that a response is about, as a link in a support reply names it.
alter table response add column ticket text;
