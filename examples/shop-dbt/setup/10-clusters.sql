-- dbt makes schemas and no clusters. Run this folder once, after ../../shop-before/setup, as the user who deploys.
CREATE CLUSTER shop_transform (SIZE '25cc', REPLICATION FACTOR = 1);
CREATE CLUSTER shop_serve (SIZE '25cc', REPLICATION FACTOR = 1);

-- The source is deployed, so its cluster is too. The sink is not: it has a cluster and a schema of its own.
CREATE CLUSTER shop_ingest (SIZE '25cc', REPLICATION FACTOR = 1);
CREATE CLUSTER shop_feeds (SIZE '25cc', REPLICATION FACTOR = 1);
