-- Keeps the materialized views of the shop up to date.
CREATE CLUSTER shop_transform (SIZE = '25cc', REPLICATION FACTOR = 1);
