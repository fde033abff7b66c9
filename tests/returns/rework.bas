Sub Rework(source, target)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, how())
  sheet = book.Sheets.getByName("Actions")
  sheet.Rows.insertByIndex(7, 2)
  sheet.getCellRangeByName("A8").String = "ST A77"
  sheet.getCellRangeByName("D8").String = "A new thing"
  sheet.getCellRangeByName("J8").String = "Begun"
  sheet.Rows.insertByIndex(4, 1)
  sheet.getCellRangeByName("A5").String = "ST A78"
  sheet.getCellRangeByName("D5").String = "Another new thing"
  sheet.getCellRangeByName("I5").String = "Red"
  Dim field(0) As New com.sun.star.table.TableSortField
  field(0).Field = 0
  field(0).IsAscending = False
  Dim order(1) As New com.sun.star.beans.PropertyValue
  order(0).Name = "SortFields"
  order(0).Value = field()
  order(1).Name = "ContainsHeader"
  order(1).Value = False
  sheet.getCellRangeByName("A5:S14").sort(order())
  sheet.getCellRangeByName("A18").String = "A footnote"
  sheet.Columns.insertByIndex(9, 1)
  book.calculateAll()
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(ConvertToURL(target), how())
  book.close(True)
End Sub
