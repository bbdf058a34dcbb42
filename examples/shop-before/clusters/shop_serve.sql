-- Holds the indexes that the shop's application and analysts read from.
CREATE CLUSTER shop_serve (SIZE = '25cc', REPLICATION FACTOR = 1);
