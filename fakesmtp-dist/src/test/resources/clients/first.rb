# Sends a mail with the host and the port, and all else by default: first.rb PORT
require "mail"

Mail.defaults { delivery_method :smtp, address: "localhost", port: ARGV[0].to_i }
Mail.deliver do
  from "ann@example.org"
  to "bob@example.net"
  subject "A first mail"
  body "Hello"
end
