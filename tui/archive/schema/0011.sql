-- What comes is put into the search index all together, by who saves it: a trigger has the index written anew item by item.

DROP TRIGGER documents_added;
