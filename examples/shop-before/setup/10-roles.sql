-- Who reads the shop's data. Run as the user who will deploy, or as an administrator.
CREATE ROLE shop_app;
CREATE ROLE shop_analyst;

-- May read the raw tables, as the owner of the deployed views must. Grant it to the deploying user
-- unless that user runs this folder: GRANT shop_deployer TO "somebody".
CREATE ROLE shop_deployer;
