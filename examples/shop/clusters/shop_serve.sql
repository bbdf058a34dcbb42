-- Holds the indexes that the shop's application and analysts read from.
CREATE CLUSTER shop_serve (SIZE = '50cc', REPLICATION FACTOR = 1);
