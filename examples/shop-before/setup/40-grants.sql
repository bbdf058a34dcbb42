GRANT USAGE ON SCHEMA shop_raw TO shop_deployer;
GRANT SELECT ON shop_raw.customers TO shop_deployer;
GRANT SELECT ON shop_raw.products TO shop_deployer;
GRANT SELECT ON shop_raw.orders TO shop_deployer;
GRANT SELECT ON shop_raw.order_items TO shop_deployer;
GRANT SELECT ON shop_raw.payments TO shop_deployer;
GRANT SELECT ON shop_raw.refunds TO shop_deployer;
GRANT SELECT ON shop_raw.shipments TO shop_deployer;
